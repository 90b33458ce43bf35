package org.musubi.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.musubi.audit.PreparedExports.Job;
import org.musubi.core.MedicalId;

/**
 * Acts as a ZIP: {@code events.ndjson}, a FHIR AuditEvent on each line, newest first; {@code
 * proofs}, a C2SP tlog-proof of each; the key that signs, and how to check a proof with it.
 */
final class ExportedActs {
  private static final int PAGE = 500;

  private final TrailSearch search;
  private final TrailProofs proofs;
  private final AuditEventJson json;

  ExportedActs(TrailSearch search, TrailProofs proofs, AuditEventJson json) {
    this.search = search;
    this.proofs = proofs;
    this.json = json;
  }

  boolean write(
      TrailQuery query,
      Predicate<Access> seen,
      Function<MedicalId, String> patients,
      Receipt receipt,
      OutputStream out,
      Job job)
      throws IOException {
    var acts = new ArrayList<Long>();
    String key = "";
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("events.ndjson"));
      long before = receipt.position();
      while (true) {
        var page = search.find(query, before, PAGE, receipt);
        for (var access : page) {
          if (seen.test(access) && acts.size() < TrailExports.MOST_ACTS) {
            zip.write(json.of(access, patients).toString().getBytes(StandardCharsets.UTF_8));
            zip.write('\n');
            acts.add(access.position());
          }
        }
        if (page.size() < PAGE || acts.size() >= TrailExports.MOST_ACTS) {
          break;
        }
        before = page.getLast().position();
        job.is(acts.size(), percent(receipt.position() - before, receipt.position()) / 2);
      }
      if (acts.size() >= TrailExports.MOST_ACTS) {
        job.isCut();
      }
      zip.closeEntry();
      for (int i = 0; i < acts.size(); i++) {
        var proof = proofs.of(acts.get(i), receipt);
        if (proof.isPresent()) {
          key = proof.get().key();
          put(zip, "proofs/" + acts.get(i) + ".tlog-proof", proof.get().text());
        }
        if (i % PAGE == 0) {
          job.is(acts.size(), 50 + percent(i, acts.size()) / 2);
        }
      }
      put(zip, "key.pub", key + "\n");
      put(zip, "README.txt", ExportNotes.acts());
    }
    job.is(acts.size(), 100);
    return !acts.isEmpty();
  }

  private static int percent(long of, long all) {
    return all == 0 ? 100 : (int) (of * 100 / all);
  }

  static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
