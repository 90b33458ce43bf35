package org.musubi.services.records;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.services.records.registry.Community;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One community: who it is, where it keeps its records, whom it lets in.
 *
 * @param home its homeCommunityId, {@code urn:oid:…}
 * @param name its name
 * @param assigner OID under which its patients' numbers are assigned
 * @param insuredAssigner OID under which a 被保険者個人識別子 is sent in ITI-55; absent = it is not used
 * @param repository repositoryUniqueId of its own repository
 * @param otherRepositories repositories of this community that run elsewhere and register here by
 *     ITI-42
 * @param bind address to listen on
 * @param port port to listen on, 0 for any free one
 * @param data its data directory: database, documents, secrets and spool lie under it
 * @param credentials folder with its own {@code cert.pem}, {@code key.pem} and {@code ca.pem}
 * @param gatewayCertificates PEM file, or folder of PEM files, of the platform's client
 *     certificates: they alone may send ITI-38, 39 and 55
 * @param memberCertificates PEM file, or folder of PEM files, of the client certificates of this
 *     community's own members: they may send ITI-18, 41, 42, 43 and what goes out
 * @param issuers folder with a folder for each caller: {@code callers.pem} with the client
 *     certificates, and beside it the signing certificates of the issuers whose assertions may come
 *     with them, {@code <entityId>.pem}, percent-encoded where a file name cannot hold it
 * @param audiences audiences an assertion may be meant for; empty = the homeCommunityId
 * @param ssMix2 roots of SS-MIX2 標準化ストレージ to watch and register
 * @param ssMix2Rescan how often the whole tree is looked at again, notices being only hints
 * @param documents folders with a {@code catalogue.json} to import at start, one after the other,
 *     or {@code classpath:demo/east}; empty = none
 * @param database its PostgreSQL
 * @param platform where requests for other communities are sent
 * @param limits how much is too much
 */
@ConfigurationProperties("musubi.records")
public record RecordsProperties(
    String home,
    String name,
    Oid assigner,
    @Nullable Oid insuredAssigner,
    Oid repository,
    @DefaultValue List<Oid> otherRepositories,
    @DefaultValue("127.0.0.1") String bind,
    @DefaultValue("8460") int port,
    @DefaultValue("var/records") Path data,
    Path credentials,
    @Nullable Path gatewayCertificates,
    @Nullable Path memberCertificates,
    @Nullable Path issuers,
    @DefaultValue Set<String> audiences,
    @DefaultValue List<Path> ssMix2,
    @DefaultValue("30s") Duration ssMix2Rescan,
    @DefaultValue List<String> documents,
    @DefaultValue Database database,
    @DefaultValue Platform platform,
    @DefaultValue Limits limits) {

  /** Who this community is. */
  public Community community() {
    return new Community(
        HomeCommunityId.parse(home),
        name,
        assigner,
        repository,
        otherRepositories.stream().collect(Collectors.toUnmodifiableSet()));
  }

  /** The audiences that an assertion may be meant for. */
  public Set<String> acceptedAudiences() {
    return audiences.isEmpty() ? Set.of(home) : audiences;
  }

  /**
   * Where the registry is kept.
   *
   * @param url JDBC URL of a PostgreSQL 16 or later; empty = the embedded one under {@code
   *     <data>/postgres}
   * @param user its user
   * @param password its password
   * @param connections most connections
   */
  public record Database(
      @DefaultValue("") String url,
      @DefaultValue("musubi") String user,
      @DefaultValue("") String password,
      @DefaultValue("8") int connections) {
    @Override
    public String toString() {
      return "Database";
    }
  }

  /**
   * The platform's endpoints for an initiating gateway; absent = nothing is sent on.
   *
   * @param query ITI-38
   * @param retrieve ITI-39
   * @param discovery ITI-55
   * @param deadline until the platform must have answered
   */
  public record Platform(
      @Nullable URI query,
      @Nullable URI retrieve,
      @Nullable URI discovery,
      @DefaultValue("30s") Duration deadline) {}

  /**
   * How much is too much. Ours: neither the seeds nor IHE name limits.
   *
   * @param documentBytes largest document
   * @param documents most documents in one message
   * @param spoolBytes most bytes of documents on their way at one time
   * @param results most registry objects in one LeafClass answer; ten times as many ObjectRefs
   * @param idle until something must move on a connection
   * @param minimumRate bytes per second a peer must keep up
   * @param transfer until a message with documents must be through
   * @param connections most connections at one time
   */
  public record Limits(
      @DefaultValue("1073741824") long documentBytes,
      @DefaultValue("256") int documents,
      @DefaultValue("4294967296") long spoolBytes,
      @DefaultValue("1000") int results,
      @DefaultValue("15s") Duration idle,
      @DefaultValue("1024") long minimumRate,
      @DefaultValue("15m") Duration transfer,
      @DefaultValue("256") int connections) {}
}
