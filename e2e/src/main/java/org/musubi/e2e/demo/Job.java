package org.musubi.e2e.demo;

import java.io.IOException;
import java.util.List;
import org.musubi.e2e.demo.Steps.Failed;
import org.musubi.e2e.demo.Steps.Found;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.walk.Audited;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Held;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.Match;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.PatientPages;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Received;
import org.musubi.e2e.wire.Reply;

/** The main job: a doctor in region east reads a referral that region west holds. */
final class Job {
  private final Steps steps;
  private final Deployment deployment;
  private final Peer east;

  Job(Steps steps, Deployment deployment, Peer east) {
    this.steps = steps;
    this.deployment = deployment;
    this.east = east;
  }

  /** The whole of it. */
  void read() throws Failed {
    var match = discover();
    var entry = query(match);
    long before = position();
    var received = retrieve(entry);
    compare(entry, received, before);
  }

  /** Where the patient's history ends: only what comes after it records what is done next. */
  private long position() throws Failed {
    return steps.step(
        "閲覧履歴の末尾を確認",
        "notes where the history of looks ends now",
        () -> {
          long last = Audited.lastPosition(patient());
          return new Found<>(last, "position " + last);
        });
  }

  private PatientPages patient() throws IOException {
    return PatientPages.signIn(deployment, Login.of(deployment.layout(), "hanako"));
  }

  Match discover() throws Failed {
    return steps.step(
        "ITI-55 東中央病院の医師が患者を照会",
        "a doctor of 東中央病院 in region east asks who knows the patient",
        () -> {
          var reply = whole(east.discover(Patient.HANAKO));
          var matches = Match.in(reply.soap());
          var west =
              matches.stream()
                  .filter(each -> each.home().equals(Community.WEST.urn()))
                  .findFirst()
                  .orElseThrow(() ->
                      new Failed(
                          "西地域は該当しませんでした / region west is not among those that know her: "
                              + matches.stream().map(Match::home).toList()));
          return new Found<>(
              west,
              "E-1001 (east) = " + west.identifier() + " (west, " + west.home() + ")",
              matches.size() + " communities know her / 該当コミュニティ数");
        });
  }

  Entry query(Match match) throws Failed {
    return steps.step(
        "ITI-38 西地域の文書一覧を照会",
        "asks region west for its documents",
        () -> {
          var reply = succeeded(east.query(match));
          var entries = Entry.in(reply.soap());
          var referral =
              entries.stream()
                  .filter(each -> each.uniqueId().equals(Entry.REFERRAL))
                  .findFirst()
                  .orElseThrow(() ->
                      new Failed(
                          "紹介状がありません / the referral is not among the "
                              + entries.size()
                              + " documents"));
          return new Found<>(
              referral, entries.size() + " documents / 文書数", "「" + referral.title() + "」");
        });
  }

  Received retrieve(Entry entry) throws Failed {
    return steps.step(
        "ITI-39 文書を取得",
        "fetches the referral",
        () -> {
          var reply = succeeded(east.retrieve(List.of(entry)));
          var documents = Received.in(reply);
          if (documents.size() != 1) {
            throw new Failed(documents.size() + " documents came instead of one");
          }
          var document = documents.getFirst();
          return new Found<>(
              document,
              "経路 / path: east ("
                  + Community.EAST.urn()
                  + ") → platform :"
                  + deployment.ports().ihe()
                  + " → west ("
                  + document.home()
                  + ") :"
                  + deployment.ports().west(),
              document.content().length + " bytes, " + document.mimeType());
        });
  }

  private void compare(Entry entry, Received received, long before) throws Failed {
    steps.step(
        "SHA-256 の照合（西地域の原本・東地域の受領・証跡）",
        "the same bytes in west, in east and in the audit record",
        () -> {
          String stored = Held.in(deployment, Community.WEST, entry).sha256();
          String arrived = received.sha256();
          var audited = Audited.release(patient(), entry.uniqueId(), before);
          if (!stored.equals(arrived) || !arrived.equals(audited.sha256())) {
            throw new Failed(
                "west " + stored + "\neast " + arrived + "\naudit " + audited.sha256());
          }
          return new Found<>(
              stored,
              "west   " + stored,
              "east   " + arrived,
              "audit  " + audited.sha256() + "  (position " + audited.position() + ")",
              "検査 / inspection: " + audited.verdict());
        });
  }

  /** An answer that is no fault. */
  static Reply whole(Reply reply) throws IOException, Failed {
    if (reply.status() != 200 || !reply.fault().isEmpty()) {
      throw new Failed(reply + "\n" + reply.fault());
    }
    return reply;
  }

  /** An answer that says Success. */
  static Reply succeeded(Reply reply) throws IOException, Failed {
    var soap = whole(reply).soap();
    if (!soap.status().equals("Success")) {
      throw new Failed("status " + soap.status() + " " + soap.errorCodes());
    }
    return reply;
  }
}
