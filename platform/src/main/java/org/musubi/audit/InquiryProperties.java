package org.musubi.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Inquiries of auditors.
 *
 * @param longest longest time from the opening of an inquiry to its end; no published text states a
 *     limit
 */
@ConfigurationProperties("musubi.trail.inquiry")
record InquiryProperties(@DefaultValue("7d") Duration longest) {
  InquiryProperties {
    if (longest.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException("musubi.trail.inquiry.longest is at least 1h");
    }
  }
}
