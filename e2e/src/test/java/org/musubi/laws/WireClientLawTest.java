package org.musubi.laws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The wire client must not agree with our own mistakes: it knows none of our message code. */
@Tag("law")
class WireClientLawTest {
  private static final String[] FOREIGN = {
    "org.musubi.ihe..",
    "org.musubi.services..",
    "org.musubi.gateway..",
    "org.openehealth..",
    "org.apache.cxf..",
    "jakarta.xml.ws..",
    "org.apache.hc.."
  };

  @Test
  void theWireClientKnowsNeitherOurMessagesNorAnyLibraryForThem() {
    standsAlone("org.musubi.e2e.wire..", FOREIGN)
        .check(new ClassFileImporter().importPackages("org.musubi.e2e"));
  }

  @Test
  void aClientThatLeansOnALibraryIsFound() {
    var leaning = new ClassFileImporter().importClasses(Leaning.class);

    assertThatThrownBy(() -> standsAlone("org.musubi.laws..", "java.util.zip..").check(leaning))
        .hasMessageContaining("Leaning");
  }

  private static ArchRule standsAlone(String client, String... foreign) {
    return noClasses()
        .that()
        .resideInAPackage(client)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(foreign);
  }

  /** A class that leans on a library, to see that it is found. */
  static class Leaning {
    long sum(byte[] bytes) {
      var sum = new CRC32();
      sum.update(bytes);
      return sum.getValue();
    }
  }
}
