package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.RS;

import java.util.List;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.xml.Element;

/**
 * {@code rs:RegistryResponse}: the answer of ITI-41 and ITI-42, and the head of the answer of
 * ITI-39 and ITI-43.
 *
 * @param status how it ended
 * @param errors errors and warnings, may be empty
 */
public record RegistryResponse(Status status, List<RegistryError> errors) {
  public RegistryResponse {
    errors = List.copyOf(errors);
  }

  /** Everything was done. */
  public static RegistryResponse success() {
    return new RegistryResponse(Status.SUCCESS, List.of());
  }

  /** Nothing was done. */
  public static RegistryResponse failure(List<RegistryError> errors) {
    return new RegistryResponse(Status.FAILURE, errors);
  }

  /**
   * Reads {@code rs:RegistryResponse}.
   *
   * @throws MalformedMessage when it is another element or its status is unknown
   */
  public static RegistryResponse parse(Element response) throws MalformedMessage {
    if (!response.is(RS, "RegistryResponse")) {
      throw new MalformedMessage("a RegistryResponse is expected");
    }
    return new RegistryResponse(
        RegistryErrorList.status(response), RegistryErrorList.read(response));
  }

  /** The wire form. */
  public Element toElement() {
    Element.Builder builder =
        Element.of(RS, "rs:RegistryResponse").attribute("status", status.urn());
    RegistryErrorList.write(errors).ifPresent(builder::add);
    return builder.build();
  }
}
