package org.musubi.e2e.demo;

import java.nio.file.Path;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Issuer;
import org.musubi.e2e.wire.Transaction;

/** The README of an export. */
final class ExportText {
  private ExportText() {}

  static String readme(Deployment deployment, Path folder) {
    String base = "https://localhost:" + deployment.ports().ihe();
    return """
    # A peer for the demo of Musubi

    For test only: the keys here belong to the fictitious member "east" and die with the demo's data.

    | file | what |
    |---|---|
    | ca.pem | the CA that signed every certificate here |
    | client-cert.pem, client-key.pem | TLS client certificate and key of member "east" |
    | client.p12, client.p12.password | the same as PKCS#12 |
    | signing-cert.pem, signing-key.pem | the pair that signs assertions of issuer `%1$s` |
    | assertion.xml | a signed XUA assertion, valid for five minutes |
    | iti55.xml, iti38.xml, iti39.xml | whole requests with such an assertion |

    Requests and assertion are signed anew every three minutes while `./musubi demo --export` runs,
    or at once by `./musubi demo --assertion --export DIR` (with the same --data and --port-base).

    | transaction | endpoint |
    |---|---|
    | ITI-55 | %2$s/iti55 |
    | ITI-38 | %2$s/iti38 |
    | ITI-39 | %2$s/iti39 |

    Patient: 結城 花子, E-1001 (assigner %3$s) in east, W-2001 (assigner %4$s) in west.
    Community west: homeCommunityId %5$s, repositoryUniqueId %6$s, document %7$s.
    Assertions: audience `%8$s`, organisation `%9$s`, purpose of use TREAT.

    A SOAP 1.2 fault of the sender comes with HTTP 400, one of the receiver with HTTP 500, as the HTTP
    binding of SOAP 1.2 says. CXF reads a fault only from HTTP 500 by default and throws
    `HTTP response '400: '` in place of the fault: set the endpoint or bus property
    `org.apache.cxf.transport.process_fault_on_http_400=true`.

    ```sh
    cd %10$s
    %11$s
    %12$s
    %13$s
    ```
    """
        .formatted(
            "urn:musubi:demo:east-idp",
            base,
            Community.EAST.assigner(),
            Community.WEST.assigner(),
            Community.WEST.urn(),
            Community.WEST.repository(),
            Entry.REFERRAL,
            Issuer.PLATFORM,
            Issuer.Professional.EAST_DOCTOR.organisationId(),
            quoted(folder.toString()),
            curl(Transaction.ITI_55, base, "iti55.xml"),
            curl(Transaction.ITI_38, base, "iti38.xml"),
            curl(Transaction.ITI_39, base, "iti39.xml"));
  }

  /** As a shell reads it, whatever is in the name. */
  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  static String curl(Transaction transaction, String base, String file) {
    return "curl --silent --show-error --fail-with-body --cacert ca.pem --cert client-cert.pem"
        + " --key client-key.pem -H 'Content-Type: application/soap+xml; charset=UTF-8; action=\""
        + transaction.action()
        + "\"' --data-binary @"
        + file
        + " "
        + base
        + transaction.path();
  }
}
