package org.musubi.ihe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlReader;

/**
 * Recorded messages of others, read where they lie; a test that needs one skips when it is absent.
 */
public final class SharedData {
  private SharedData() {}

  public static Element message(String relative) throws Exception {
    String root = System.getenv("MUSUBI_SHARED_DATA");
    assumeTrue(root != null, "MUSUBI_SHARED_DATA names no folder with recorded messages");
    Path file = Path.of(root, relative);
    assumeTrue(Files.isReadable(file), "there is no " + relative + " in MUSUBI_SHARED_DATA");
    return XmlReader.read(Files.readAllBytes(file), Limits.forMetadata());
  }
}
