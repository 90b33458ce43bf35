package org.musubi.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "sylog.host=a, there is no setting \"sylog.host\"",
    "from=yesterday, from is one of 0",
    "syslog.port=0, syslog.port lies between 1 and 65535",
    "syslog.port=x, syslog.port is no number",
    "syslog.unanswered=forget, syslog.unanswered is one of again",
    "syslog.hostname=a b, syslog.hostname is printable",
    "log=, log is missing"
  })
  void aSettingThatIsUnknownOrOutOfFormIsRefusedWithItsName(String line, String cause)
      throws Exception {
    var file = Running.settings(folder, folder, 6514, line);

    assertThatThrownBy(() -> Settings.read(file))
        .isInstanceOf(CannotForward.class)
        .hasMessageContaining(cause);
  }

  @Test
  void pathsAreRelativeToTheFile() throws Exception {
    var settings = Settings.read(Running.settings(folder, Path.of("log"), 6514));

    assertThat(settings.log()).isEqualTo(folder.resolve("log"));
    assertThat(settings.position()).isEqualTo(folder.resolve("state/position"));
  }

  @Test
  void withoutAReceiverItDoesNotStart() throws Exception {
    var file = folder.resolve("nowhere.properties");
    Files.writeString(file, "log=log\nlog.key=key.pub\nposition=position\n");
    var said = new ByteArrayOutputStream();
    var err = new PrintStream(said, true, StandardCharsets.UTF_8);

    assertThat(Forward.run(new String[] {file.toString()}, err)).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("neither syslog.host nor kafka");
  }
}
