package org.musubi.facility;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Takes from the configuration what only contracts say. */
@Component
@EnableConfigurationProperties(DemarcationProperties.class)
class AssumedDemarcation implements Demarcation {
  private final DemarcationProperties assumed;

  AssumedDemarcation(DemarcationProperties assumed) {
    this.assumed = assumed;
  }

  @Override
  public Transfer between(Member source, Member target) {
    return new Transfer(
        assumed.kind(),
        Transfer.Receivers.ONE,
        assumed.basis(),
        true,
        false,
        assumed.form(),
        Transfer.Side.of(source.kind()),
        Transfer.Side.of(target.kind()),
        assumed.provided());
  }
}
