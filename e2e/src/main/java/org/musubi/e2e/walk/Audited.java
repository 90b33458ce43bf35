package org.musubi.e2e.walk;

import java.io.IOException;
import java.util.regex.Pattern;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Wire;

/**
 * The latest release of a document as the audit trail has it.
 *
 * @param sha256 of the released bytes
 * @param position in the log
 * @param verdict of the inspection
 */
public record Audited(String sha256, long position, String verdict) {
  /** Asks the platform, which answers this in a demo only. */
  public static Audited release(Deployment deployment, String uniqueId) throws IOException {
    var trust = Identity.load(deployment.layout().credentials("east")).anonymous();
    var reply = new Wire(deployment.ports().pages(), trust).get("/demo/audit?document=" + uniqueId);
    if (reply.status() != 200) {
      throw new IOException("the audit record of " + uniqueId + " is not to be had: " + reply);
    }
    String json = reply.text();
    return new Audited(
        field(json, "sha256"), Long.parseLong(field(json, "position")), field(json, "verdict"));
  }

  private static String field(String json, String name) throws IOException {
    var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}\\s]*)").matcher(json);
    if (!found.find()) {
      throw new IOException("no " + name + " in the audit record");
    }
    return found.group(1);
  }
}
