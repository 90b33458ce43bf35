package org.musubi.services.records;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * The reference 医療情報連携サービス: one process, one database, one homeCommunityId. No auto-configuration:
 * the few parts it is made of are named here.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecordsProperties.class)
@Import({Storage.class, Exchange.class})
public class Records {
  public static void main(String[] arguments) {
    SpringApplication.run(Records.class, arguments);
  }
}
