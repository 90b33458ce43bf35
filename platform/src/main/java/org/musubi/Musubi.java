package org.musubi;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The platform: one application whose top packages are the functions of the 相互接続基盤. */
@SpringBootApplication(proxyBeanMethods = false)
@Modulithic(systemName = "Musubi", sharedModules = "core")
public class Musubi {
  public static void main(String[] arguments) {
    var application = new SpringApplication(Musubi.class);
    application.setDefaultProperties(defaults(System.getProperty("musubi.root")));
    application.run(arguments);
  }

  /**
   * What holds where neither file, environment nor command line says otherwise.
   *
   * @param root the checkout, as the launcher names it; null when something else started this
   */
  static Map<String, Object> defaults(@Nullable String root) {
    return root == null
        ? Map.of()
        : Map.of("musubi.data", Path.of(root, "var", "platform").toString());
  }
}
