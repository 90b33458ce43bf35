package org.musubi.e2e.demo;

import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.musubi.e2e.demo.Steps.Failed;
import org.musubi.e2e.demo.Steps.Found;
import org.musubi.e2e.wire.Reply;
import org.w3c.dom.Element;

/**
 * How the platform must refuse when something is broken.
 *
 * @param status the HTTP status; 0 = the TLS handshake fails and there is no answer
 * @param codes for 200 the error codes of a Failure; else the codes of the SOAP 1.2 fault,
 *     outermost first, without prefixes; none for a handshake
 */
record Refusal(int status, List<String> codes) {
  /** No connection at all. */
  static final Refusal HANDSHAKE = new Refusal(0, List.of());

  /** A registry response that says Failure with exactly this error code. */
  static Refusal error(String code) {
    return new Refusal(200, List.of(code));
  }

  /** A fault with exactly these codes. */
  static Refusal fault(int status, String... codes) {
    return new Refusal(status, List.of(codes));
  }

  /** What is sent to be refused. */
  @FunctionalInterface
  interface Request {
    Reply send() throws IOException;
  }

  /**
   * Sends it and compares.
   *
   * @throws Failed when anything else comes back, success above all
   */
  Found<String> of(Request request) throws IOException, Failed {
    Reply reply;
    try {
      reply = request.send();
    } catch (SSLException alert) {
      if (status == 0) {
        return found("TLS", String.valueOf(alert.getMessage()));
      }
      throw alert;
    }
    var soap = reply.soap();
    var came =
        reply.status() == 200
            ? soap.errorCodes()
            : soap.all("Value").stream().map(Refusal::local).toList();
    boolean disclosed =
        !soap.all("DocumentResponse").isEmpty() || !soap.all("ExtrinsicObject").isEmpty();
    boolean failure = soap.isFault() || soap.status().equals("Failure");
    if (disclosed || !failure || reply.status() != status || !came.equals(codes)) {
      throw new Failed(
          "expected / 期待値: "
              + this
              + "\n"
              + reply
              + " "
              + soap.status()
              + " "
              + came
              + soap.fault());
    }
    return found(
        toString(),
        String.join(
            " ", soap.all("Text").stream().map(text -> text.getTextContent().strip()).toList()));
  }

  private static Found<String> found(String code, String words) {
    return words.isEmpty()
        ? new Found<>(code, "応答コード / code: " + code)
        : new Found<>(code, "応答コード / code: " + code, words);
  }

  private static String local(Element value) {
    String qualified = value.getTextContent().strip();
    return qualified.substring(qualified.indexOf(':') + 1);
  }

  @Override
  public String toString() {
    return switch (status) {
      case 0 -> "TLS";
      case 200 -> "Failure " + String.join(" ", codes);
      default -> "SOAP Fault " + String.join(" ", codes) + " (HTTP " + status + ")";
    };
  }
}
