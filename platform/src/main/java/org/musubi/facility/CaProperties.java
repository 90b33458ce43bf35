package org.musubi.facility;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long certificates live. No seed says; these are proposals.
 *
 * @param root the root of the CA
 * @param memberTls a member's system
 * @param pageServer the platform's pages
 * @param assertionSigning a member's assertion key
 * @param pointSigning the platform's own assertion key
 */
@ConfigurationProperties("musubi.ca.validity")
record CaProperties(
    @DefaultValue("3650d") Duration root,
    @DefaultValue("365d") Duration memberTls,
    @DefaultValue("365d") Duration pageServer,
    @DefaultValue("365d") Duration assertionSigning,
    @DefaultValue("90d") Duration pointSigning) {}
