package org.musubi.e2e.walk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.wire.Caller;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Query;
import org.musubi.e2e.wire.Received;
import org.musubi.e2e.wire.Retrieve;
import org.musubi.e2e.wire.Transaction;
import org.musubi.e2e.wire.Wire;

/** What a community itself hands to its own member: the original, past the platform. */
public final class Held {
  private Held() {}

  /** What a community's own registry lists about one of its patients, by ITI-18. */
  public static List<Entry> about(Deployment deployment, Community community, String number)
      throws IOException {
    String patient = number + "^^^&" + community.assigner() + "&ISO";
    var reply =
        caller(deployment, community)
            .call(
                Transaction.ITI_18,
                assertion(deployment, community),
                Query.findDocuments("", patient).body());
    return Entry.in(reply.soap());
  }

  /** The original of a document, by ITI-43 with the community's own certificate. */
  public static Received in(Deployment deployment, Community community, Entry entry)
      throws IOException {
    var reply =
        caller(deployment, community)
            .callMtom(
                Transaction.ITI_43,
                assertion(deployment, community),
                Retrieve.one("", entry.repository(), entry.uniqueId()).body());
    var documents = Received.in(reply);
    if (documents.size() != 1) {
      throw new IOException(
          community.name() + " does not hand out " + entry.uniqueId() + ": " + reply);
    }
    return documents.getFirst();
  }

  private static Caller caller(Deployment deployment, Community community) {
    Path credentials = deployment.layout().credentials(community.name());
    int port = deployment.ports().of(community);
    return new Caller(new Wire(port, Identity.load(credentials)));
  }

  private static String assertion(Deployment deployment, Community community) {
    var issuer =
        Issuer.load(
            "urn:musubi:demo:" + community.name() + "-idp",
            deployment.layout().credentials(community.name()));
    var clerk =
        new Issuer.Professional(
            "records-office", "診療情報管理室", community.urn() + ".100", community.title());
    return issuer.sign(issuer.about(clerk, Instant.now()).meantFor(community.urn()));
  }
}
