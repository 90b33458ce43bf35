package org.musubi.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * What another system sent for the trail, byte by byte as it came, whether it was understood or
 * not. {@code toString} shows none of it.
 *
 * @param form what it is or claims to be, e.g. {@code dicom}, {@code fhir}, {@code syslog}
 * @param bytes at most {@value #LONGEST}
 */
public record Raw(String form, byte[] bytes) {
  /** Most bytes. */
  public static final int LONGEST = 1 << 20;

  public Raw {
    if (!form.matches("[a-z][a-z0-9-]{0,19}")) {
      throw new IllegalArgumentException("the form is a short word");
    }
    if (bytes.length > LONGEST) {
      throw new IllegalArgumentException("a raw message has at most " + LONGEST + " bytes");
    }
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** As text; what is not UTF-8 shows as U+FFFD. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Raw raw && form.equals(raw.form) && Arrays.equals(bytes, raw.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(form, Arrays.hashCode(bytes));
  }

  @Override
  public String toString() {
    return "Raw[" + form + ", " + bytes.length + " bytes]";
  }
}
