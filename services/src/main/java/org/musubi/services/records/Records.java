package org.musubi.services.records;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The reference 医療情報連携サービス: one process, one database, one homeCommunityId. */
@SpringBootApplication(proxyBeanMethods = false)
public class Records {
  public static void main(String[] arguments) {
    SpringApplication.run(Records.class, arguments);
  }
}
