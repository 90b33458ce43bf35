package org.musubi.facility;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the contracts of those joined say on demarcation points. The seeds leave it to the
 * contracts; pages that show who was responsible say that this is assumed.
 *
 * @param kind what a disclosure is in law: {@code THIRD_PARTY} or {@code ENTRUSTMENT}
 * @param basis why it may take place: {@code EXPLICIT_CONSENT}, {@code IMPLICIT_CONSENT} or {@code
 *     LAW}
 * @param form how far network providers serve a site: {@code TO_CPE}, {@code TO_LINE_END} or {@code
 *     INTO_SITE}
 * @param provided segments that network providers serve: {@code SERVICE_SIDE} (①), {@code PLATFORM}
 *     (②), {@code INSTITUTION_SIDE} (③)
 */
@ConfigurationProperties("musubi.demarcation")
record DemarcationProperties(
    @DefaultValue("THIRD_PARTY") Transfer.Kind kind,
    @DefaultValue("EXPLICIT_CONSENT") Transfer.Basis basis,
    @DefaultValue("TO_CPE") Transfer.Form form,
    @DefaultValue({"SERVICE_SIDE", "INSTITUTION_SIDE"}) Set<Transfer.Segment> provided) {}
