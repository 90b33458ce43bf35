package org.musubi.facility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.musubi.facility.Responsibility.Clause;
import org.musubi.facility.Responsibility.Consent;
import org.musubi.facility.Responsibility.Duty;
import org.musubi.facility.Responsibility.Party;
import org.musubi.facility.Responsibility.Section;
import org.musubi.facility.Responsibility.Share;
import org.musubi.facility.Transfer.Basis;
import org.musubi.facility.Transfer.Form;
import org.musubi.facility.Transfer.Kind;
import org.musubi.facility.Transfer.Receivers;
import org.musubi.facility.Transfer.Segment;
import org.musubi.facility.Transfer.Side;

/** The rules of the seeds, R1 to R18. */
class ResponsibilityTest {
  private static final Set<Segment> USUAL = Set.of(Segment.SERVICE_SIDE, Segment.INSTITUTION_SIDE);

  @Test
  void whatIsEntrustedStaysTheSourcesToTheEnd() {
    var decided = Responsibility.of(transfer(Kind.ENTRUSTMENT, Basis.EXPLICIT_CONSENT));

    assertThat(decided.sections()).extracting(Share::accountable).containsOnly(Party.SOURCE);
    assertThat(decided.consent()).isEqualTo(Consent.NONE);
    assertThat(duties(decided, Section.TARGET_SITE).get(Party.TARGET)).contains(Duty.COMPLIANCE);
    assertThat(decided.rules()).contains(ResponsibilityRule.R1);
  }

  @Test
  void whatIsGivenToAThirdPartyIsTheTargetsOnceItIsThereAndTheSourcesUntilThen() {
    var decided = Responsibility.of(transfer(Kind.THIRD_PARTY, Basis.EXPLICIT_CONSENT));

    assertThat(decided.sections())
        .extracting(Share::section, Share::accountable)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Section.SOURCE_SITE, Party.SOURCE),
            org.assertj.core.groups.Tuple.tuple(Section.SOURCE_LINE, Party.SOURCE),
            org.assertj.core.groups.Tuple.tuple(Section.PLATFORM, Party.SOURCE),
            org.assertj.core.groups.Tuple.tuple(Section.TARGET_LINE, Party.SOURCE),
            org.assertj.core.groups.Tuple.tuple(Section.TARGET_SITE, Party.TARGET));
    assertThat(duties(decided, Section.TARGET_SITE).get(Party.TARGET)).contains(Duty.PURPOSE);
  }

  @Test
  void aThirdPartyIsGivenNothingWithoutConsentUnlessTheLawSaysSo() {
    assertThat(consent(Basis.IMPLICIT_CONSENT)).isEqualTo(Consent.IMPLICIT);
    assertThat(consent(Basis.EXPLICIT_CONSENT)).isEqualTo(Consent.EXPLICIT);
    assertThat(consent(Basis.LAW)).isEqualTo(Consent.EXEMPT);
  }

  @Test
  void nothingGoesWhereAReceiverIsNotIdentifiedUnlessTheLawSaysSo() {
    for (var kind : Kind.values()) {
      for (var basis : Basis.values()) {
        for (var receivers : Receivers.values()) {
          var decided =
              Responsibility.of(transfer(kind, basis, receivers, true, false, Form.TO_CPE, USUAL));
          boolean unidentified = receivers == Receivers.SOME_UNIDENTIFIED;
          assertThat(decided.refused()).isEqualTo(unidentified && basis != Basis.LAW);
          assertThat(decided.rules())
              .contains(unidentified ? ResponsibilityRule.R13 : ResponsibilityRule.R12)
              .doesNotContain(unidentified ? ResponsibilityRule.R12 : ResponsibilityRule.R13);
        }
      }
    }
  }

  @Test
  void aLineThatCarriesCipherTextHasNothingToDoWithEavesdroppingButWithTheRest() {
    var sealed = of(true, false, Form.TO_CPE, USUAL);
    var open = of(false, false, Form.TO_CPE, USUAL);

    for (var section : Set.of(Section.SOURCE_LINE, Section.TARGET_LINE)) {
      assertThat(duties(sealed, section).get(Party.NETWORK_PROVIDER))
          .containsExactlyInAnyOrder(
              Duty.TAMPERING, Duty.INTRUSION, Duty.OBSTRUCTION, Duty.AVAILABILITY);
      assertThat(share(sealed, section).rules()).contains(ResponsibilityRule.R9);
      assertThat(duties(open, section).get(Party.NETWORK_PROVIDER)).contains(Duty.EAVESDROPPING);
      assertThat(share(open, section).rules()).contains(ResponsibilityRule.R11);
    }
  }

  @Test
  void aPlatformThatReadsWhatPassesGuardsItAgainstEavesdroppingAndNeedsAContract() {
    var reading = of(true, false, Form.TO_CPE, USUAL);
    var blind = of(true, true, Form.TO_CPE, USUAL);

    assertThat(duties(reading, Section.PLATFORM).get(Party.OPERATOR)).contains(Duty.EAVESDROPPING);
    assertThat(share(reading, Section.PLATFORM).rules()).contains(ResponsibilityRule.R11);
    assertThat(reading.clauses()).contains(Clause.ENTRUSTMENT);
    assertThat(duties(blind, Section.PLATFORM).get(Party.OPERATOR))
        .doesNotContain(Duty.EAVESDROPPING);
    assertThat(share(blind, Section.PLATFORM).rules()).contains(ResponsibilityRule.R10);
    assertThat(blind.clauses()).doesNotContain(Clause.ENTRUSTMENT);
  }

  @Test
  void aNetworkProviderAnswersForTheSegmentsItServesAndWithinThePlatformOnlyBesideThem() {
    assertThat(networkSections(USUAL)).containsExactly(Section.SOURCE_LINE, Section.TARGET_LINE);
    // The source is a service provider (①), the target an institution (③).
    assertThat(networkSections(Set.of(Segment.SERVICE_SIDE))).containsExactly(Section.SOURCE_LINE);
    assertThat(networkSections(Set.of(Segment.INSTITUTION_SIDE)))
        .containsExactly(Section.TARGET_LINE);
    assertThat(networkSections(Set.of(Segment.PLATFORM))).isEmpty();
    assertThat(networkSections(Set.of(Segment.PLATFORM, Segment.SERVICE_SIDE)))
        .containsExactly(Section.SOURCE_LINE, Section.PLATFORM);
    assertThat(networkSections(Set.of(Segment.PLATFORM, Segment.INSTITUTION_SIDE)))
        .containsExactly(Section.PLATFORM, Section.TARGET_LINE);
  }

  @Test
  void aLineThatNobodyWasNamedForIsWhoseLineItIs() {
    var decided = of(true, false, Form.TO_CPE, Set.of());

    assertThat(duties(decided, Section.SOURCE_LINE).get(Party.SOURCE)).contains(Duty.AVAILABILITY);
    assertThat(duties(decided, Section.TARGET_LINE).get(Party.TARGET)).contains(Duty.AVAILABILITY);
  }

  @Test
  void aContractThatReachesElsewhereMovesTheDutiesAndMustSaySo() {
    var usual = of(true, false, Form.TO_CPE, USUAL);
    var inside = of(true, false, Form.INTO_SITE, USUAL);
    var shorter = of(true, false, Form.TO_LINE_END, USUAL);

    assertThat(usual.clauses()).doesNotContain(Clause.SCOPE);
    assertThat(inside.clauses()).contains(Clause.SCOPE);
    assertThat(duties(usual, Section.TARGET_SITE)).doesNotContainKey(Party.NETWORK_PROVIDER);
    assertThat(duties(inside, Section.TARGET_SITE)).containsKey(Party.NETWORK_PROVIDER);
    assertThat(duties(shorter, Section.TARGET_LINE).get(Party.TARGET)).contains(Duty.AVAILABILITY);
    assertThat(share(shorter, Section.TARGET_LINE).rules()).contains(ResponsibilityRule.R15);
  }

  @Test
  void aRegionalNetworkAnswersForThoseUnderIt() {
    var decided =
        Responsibility.of(
            new Transfer(
                Kind.THIRD_PARTY,
                Receivers.ONE,
                Basis.EXPLICIT_CONSENT,
                true,
                false,
                Form.TO_CPE,
                Side.REGIONAL_NETWORK,
                Side.INSTITUTION,
                USUAL));

    assertThat(share(decided, Section.SOURCE_SITE).rules()).contains(ResponsibilityRule.R17);
    assertThat(share(decided, Section.TARGET_SITE).rules()).doesNotContain(ResponsibilityRule.R17);
  }

  @Test
  void whateverIsTransferredEverySectionHasOneWhoAnswersAndNeverALineOrTheService() {
    var rules = EnumSet.noneOf(ResponsibilityRule.class);
    everything()
        .forEach(transfer -> {
          var decided = Responsibility.of(transfer);
          assertThat(decided.sections())
              .extracting(Share::section)
              .containsExactly(Section.values());
          for (var share : decided.sections()) {
            assertThat(share.accountable()).isIn(Party.SOURCE, Party.TARGET);
            assertThat(share.duties().values().stream().flatMap(Set::stream))
                .as(transfer.toString())
                .contains(Duty.AVAILABILITY, Duty.TAMPERING, Duty.INTRUSION, Duty.OBSTRUCTION);
            rules.addAll(share.rules());
          }
          assertThat(decided.clauses())
              .contains(
                  Clause.DEMARCATION,
                  Clause.OUTAGE_AND_INCIDENT,
                  Clause.MAIN_ACTOR,
                  Clause.COMPLAINTS,
                  Clause.DISCLOSURE);
          rules.addAll(decided.rules());
        });
    assertThat(rules).containsExactly(ResponsibilityRule.values());
  }

  @Test
  void whatOnlyContractsSayIsTakenFromTheConfiguration() {
    var assumed =
        new DemarcationProperties(
            Kind.ENTRUSTMENT, Basis.LAW, Form.INTO_SITE, Set.of(Segment.PLATFORM));
    var transfer =
        new AssumedDemarcation(assumed)
            .between(member(Member.Kind.SERVICE_PROVIDER), member(Member.Kind.REGIONAL_NETWORK));

    assertThat(transfer)
        .isEqualTo(
            new Transfer(
                Kind.ENTRUSTMENT,
                Receivers.ONE,
                Basis.LAW,
                true,
                false,
                Form.INTO_SITE,
                Side.SERVICE_PROVIDER,
                Side.REGIONAL_NETWORK,
                Set.of(Segment.PLATFORM)));
  }

  private static Member member(Member.Kind kind) {
    return new Member(
        org.musubi.core.MemberId.next(java.time.Clock.systemUTC()), kind, kind.name());
  }

  private static Stream<Transfer> everything() {
    var all = new HashSet<Transfer>();
    for (var kind : Kind.values()) {
      for (var receivers : Receivers.values()) {
        for (var basis : Basis.values()) {
          for (var form : Form.values()) {
            for (var source : Side.values()) {
              for (int bits = 0; bits < 32; bits++) {
                var provided = EnumSet.noneOf(Segment.class);
                for (var segment : Segment.values()) {
                  if ((bits >> segment.ordinal() & 1) == 1) {
                    provided.add(segment);
                  }
                }
                all.add(
                    new Transfer(
                        kind,
                        receivers,
                        basis,
                        (bits & 8) == 0,
                        (bits & 16) == 0,
                        form,
                        source,
                        Side.INSTITUTION,
                        provided));
              }
            }
          }
        }
      }
    }
    return all.stream();
  }

  private static Iterable<Section> networkSections(Set<Segment> provided) {
    var decided = of(true, false, Form.TO_CPE, provided);
    return Arrays.stream(Section.values())
        .filter(section -> duties(decided, section).containsKey(Party.NETWORK_PROVIDER))
        .toList();
  }

  private static Consent consent(Basis basis) {
    return Responsibility.of(transfer(Kind.THIRD_PARTY, basis)).consent();
  }

  private static Share share(Responsibility decided, Section section) {
    return decided.sections().get(section.ordinal());
  }

  private static Map<Party, Set<Duty>> duties(Responsibility decided, Section section) {
    return share(decided, section).duties();
  }

  private static Responsibility of(
      boolean line, boolean service, Form form, Set<Segment> provided) {
    return Responsibility.of(
        transfer(
            Kind.THIRD_PARTY,
            Basis.EXPLICIT_CONSENT,
            Receivers.ONE,
            line,
            service,
            form,
            provided));
  }

  private static Transfer transfer(Kind kind, Basis basis) {
    return transfer(kind, basis, Receivers.ONE, true, false, Form.TO_CPE, USUAL);
  }

  private static Transfer transfer(
      Kind kind,
      Basis basis,
      Receivers receivers,
      boolean line,
      boolean service,
      Form form,
      Set<Segment> provided) {
    return new Transfer(
        kind,
        receivers,
        basis,
        line,
        service,
        form,
        Side.SERVICE_PROVIDER,
        Side.INSTITUTION,
        provided);
  }
}
