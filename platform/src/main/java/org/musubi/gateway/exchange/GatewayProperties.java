package org.musubi.gateway.exchange;

import java.time.Duration;
import java.util.Set;
import org.musubi.core.PurposeOfUse;
import org.musubi.ihe.HomeCommunityId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the gateway, {@code musubi.gateway.*}. The seeds and IHE leave them open: each is a
 * proposal.
 *
 * @param home the homeCommunityId by which the hub itself asks and answers ITI-55; it holds no
 *     documents, so nothing is routed to it
 * @param deadline how long one query or discovery may take, all communities together
 * @param retrieveDeadline how long fetching documents, and sending them on, may take in all
 * @param idle longest silence of either side in mid-transfer
 * @param minimumRate bytes per second below which a transfer is given up, after a time of grace
 * @param request largest request of a caller, XML
 * @param answer largest answer of a community, XML without its documents
 * @param document largest document
 * @param documents most documents, or objects of a query, in one request
 * @param spool room for all documents in flight, in files
 * @param perMember requests of one Member at the same time; more are refused at once
 * @param perCommunity exchanges with one community at the same time; more are refused at once
 * @param memberPerCommunity of the exchanges with one community at the same time, those that one
 *     Member's requests may take
 * @param questionsAtOnce questions about objects that one request puts to one community at the same
 *     time; its others wait for their turn
 * @param breakerFailures failures in a row after which a community is not asked for a while
 * @param breakerPause the first such while
 * @param knownDocuments most documents whose metadata are remembered between query and retrieve
 * @param knownFor how long they are remembered
 * @param purposes for which of the purposes of use others may ask at all
 * @param assertionReuse how long an assertion of ours for one person and community is used again
 */
@ConfigurationProperties("musubi.gateway")
public record GatewayProperties(
    @DefaultValue("urn:oid:2.25.252926461431288967451118795078788194689") String home,
    @DefaultValue("10s") Duration deadline,
    @DefaultValue("5m") Duration retrieveDeadline,
    @DefaultValue("10s") Duration idle,
    @DefaultValue("64KB") DataSize minimumRate,
    @DefaultValue("1MB") DataSize request,
    @DefaultValue("8MB") DataSize answer,
    @DefaultValue("256") int documents,
    @DefaultValue("1GB") DataSize document,
    @DefaultValue("4GB") DataSize spool,
    @DefaultValue("64") int perMember,
    @DefaultValue("64") int perCommunity,
    @DefaultValue("32") int memberPerCommunity,
    @DefaultValue("8") int questionsAtOnce,
    @DefaultValue("5") int breakerFailures,
    @DefaultValue("10s") Duration breakerPause,
    @DefaultValue("50000") int knownDocuments,
    @DefaultValue("10m") Duration knownFor,
    @DefaultValue("TREATMENT") Set<PurposeOfUse> purposes,
    @DefaultValue("60s") Duration assertionReuse) {

  public GatewayProperties {
    purposes = Set.copyOf(purposes);
    HomeCommunityId.parse(home);
    positive("deadline", deadline.toNanos());
    positive("retrieve-deadline", retrieveDeadline.toNanos());
    positive("idle", idle.toNanos());
    positive("request", request.toBytes());
    positive("answer", answer.toBytes());
    positive("documents", documents);
    positive("document", document.toBytes());
    positive("spool", spool.toBytes());
    positive("per-member", perMember);
    positive("per-community", perCommunity);
    positive("member-per-community", memberPerCommunity);
    positive("questions-at-once", questionsAtOnce);
    positive("breaker-failures", breakerFailures);
    positive("breaker-pause", breakerPause.toNanos());
    positive("known-documents", knownDocuments);
    positive("known-for", knownFor.toNanos());
  }

  /** See {@link #home()}. */
  public HomeCommunityId homeCommunityId() {
    return HomeCommunityId.parse(home);
  }

  private static void positive(String key, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("musubi.gateway." + key + " must be positive");
    }
  }
}
