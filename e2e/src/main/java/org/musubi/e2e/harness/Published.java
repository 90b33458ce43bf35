package org.musubi.e2e.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The 電子紹介状 that the CLINS specification publishes as an example, a FHIR document of people who do
 * not exist: where it is at hand, region west holds it about 結城 花子 beside its own documents.
 */
public final class Published {
  /** Its document unique id in region west. */
  public static final String REFERRAL = "1.2.392.200250.9.2.5.101";

  /** The title under which it is listed. */
  public static final String TITLE = "電子紹介状（CLINS 公開例）";

  private static final String CATALOGUE = "/published/catalogue.json";

  private Published() {}

  /** The file as it was published; empty where it is not at hand. */
  public static Optional<Path> referral() {
    return SharedData.at("clins/ExampleJson/Bundle-Bundle-CLINS-Referral-Example-01.json");
  }

  /**
   * Puts an unchanged copy and a catalogue that files it into the folder.
   *
   * @return the folder as a place of documents to import; empty where nothing is at hand
   */
  static List<Path> into(Path folder) {
    var original = referral();
    if (original.isEmpty()) {
      return List.of();
    }
    try (InputStream catalogue = Published.class.getResourceAsStream(CATALOGUE)) {
      if (catalogue == null) {
        throw new IOException("not packaged: " + CATALOGUE);
      }
      Files.createDirectories(folder);
      Files.copy(
          original.get(),
          folder.resolve("published-referral.json"),
          StandardCopyOption.REPLACE_EXISTING);
      Files.copy(catalogue, folder.resolve("catalogue.json"), StandardCopyOption.REPLACE_EXISTING);
      return List.of(folder);
    } catch (IOException e) {
      throw new Trouble(
          "The published referral cannot be written into " + folder + ".",
          "公開されている電子紹介状の例を " + folder + " に配置できません。空き容量と権限を確認してください。",
          e);
    }
  }
}
