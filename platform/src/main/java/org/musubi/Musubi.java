package org.musubi;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The platform: one application whose top packages are the functions of the 相互接続基盤. */
@SpringBootApplication(proxyBeanMethods = false)
@Modulithic(systemName = "Musubi", sharedModules = "core")
public class Musubi {
  public static void main(String[] arguments) {
    SpringApplication.run(Musubi.class, arguments);
  }
}
