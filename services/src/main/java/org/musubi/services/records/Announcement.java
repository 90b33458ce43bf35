package org.musubi.services.records;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Says that the process serves, in the one line that whoever started it waits for; in a training
 * run ({@code musubi.train=true}, made by the launcher for the AOT cache) ends it there.
 */
@Component
class Announcement {
  private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

  private final boolean train;

  Announcement(@Value("${musubi.train:false}") boolean train) {
    this.train = train;
  }

  @EventListener
  @Order(Ordered.LOWEST_PRECEDENCE)
  void ready(ApplicationReadyEvent event) {
    LOG.info("ready");
    if (train) {
      end(event.getApplicationContext());
    }
  }

  /** From a thread of its own: the shutdown waits for the thread that publishes this event. */
  private static void end(ConfigurableApplicationContext context) {
    Thread.ofPlatform()
        .name("training-end")
        .start(() -> System.exit(SpringApplication.exit(context)));
  }
}
