package org.musubi;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Says that the process serves, in the one line that whoever started it waits for; in a training
 * run ({@code musubi.train=true}, made by the launcher for the AOT cache) ends it there. Named in
 * spring.factories, so that it needs no component scan.
 */
class Announcement implements ApplicationListener<ApplicationReadyEvent>, Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    var context = event.getApplicationContext();
    LOG.info("ready");
    if (context.getEnvironment().getProperty("musubi.train", Boolean.class, false)) {
      end(context);
    }
  }

  /** After everyone else who listens for the same moment, such as what fills the demo. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  /** From a thread of its own: the shutdown waits for the thread that publishes this event. */
  private static void end(ConfigurableApplicationContext context) {
    Thread.ofPlatform()
        .name("training-end")
        .start(() -> System.exit(SpringApplication.exit(context)));
  }
}
