package org.musubi.ihe.soap;

import java.io.IOException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.documents.DocumentRefused;
import org.musubi.ihe.soap.Answer.Failed;
import org.musubi.ihe.soap.Answer.Kind;
import org.musubi.ihe.xml.XmlRefused;

/** Turns what went wrong into a kind and our own words; a peer's text never passes. */
final class Failures {
  private Failures() {}

  static <T> Failed<T> of(Exception failed, Deadline deadline) {
    if (deadline.isOver() || failed instanceof DeadlineOver) {
      return new Failed<>(Kind.TIMED_OUT, words(deadline));
    }
    return switch (failed) {
      case DocumentRefused refused -> documents(refused);
      case XmlRefused refused ->
          new Failed<>(
              refused.reason() == XmlRefused.Reason.TOO_LARGE ? Kind.TOO_MUCH : Kind.GARBAGE,
              String.valueOf(refused.getMessage()));
      case SoapFault unfit -> new Failed<>(Kind.GARBAGE, unfit.english());
      case IOException io -> connection(io);
      default -> throw new IllegalStateException("not a failure of an exchange", failed);
    };
  }

  private static String words(Deadline deadline) {
    try {
      deadline.check();
      return Deadline.Ending.IDLE.words;
    } catch (DeadlineOver over) {
      return String.valueOf(over.getMessage());
    }
  }

  private static <T> Failed<T> documents(DocumentRefused refused) {
    var kind =
        refused.reason().ours() || refused.reason() == DocumentRefused.Reason.TOO_LARGE
            ? Kind.TOO_MUCH
            : Kind.GARBAGE;
    return new Failed<>(kind, String.valueOf(refused.getMessage()));
  }

  private static <T> Failed<T> connection(IOException failed) {
    return switch (failed) {
      case ConnectionRequestTimeoutException full ->
          new Failed<>(Kind.TIMED_OUT, "no free connection to the peer");
      case SocketTimeoutException slow -> new Failed<>(Kind.TIMED_OUT, "the peer is silent");
      case SSLException untrusted -> new Failed<>(Kind.UNREACHABLE, "no TLS with the peer");
      case TruncatedChunkException cut -> cut();
      case MalformedChunkCodingException garbage ->
          new Failed<>(Kind.GARBAGE, "the answer is not HTTP");
      case ConnectionClosedException cut -> cut();
      case MessageConstraintException garbage ->
          new Failed<>(Kind.GARBAGE, "the answer is not HTTP");
      case ClientProtocolException garbage -> new Failed<>(Kind.GARBAGE, "the answer is not HTTP");
      default -> new Failed<>(Kind.UNREACHABLE, "no connection to the peer");
    };
  }

  private static <T> Failed<T> cut() {
    return new Failed<>(Kind.UNREACHABLE, "the connection ended in mid-answer");
  }

  /** An answer that is not SOAP: what its status says. */
  static <T> Failed<T> withoutSoap(int status) {
    boolean busy = status == 429 || status == 502 || status == 503 || status == 504;
    return new Failed<>(
        busy ? Kind.UNREACHABLE : Kind.GARBAGE, "HTTP " + status + " without a SOAP message");
  }

  /** Why a SOAP message is not the answer to the request; null when it is. */
  static <T> @Nullable Failed<T> unfit(int status, Envelope request, Envelope answer)
      throws SoapFault {
    var fault = SoapFault.parse(answer);
    if (fault.isPresent()) {
      return new Failed<>(Kind.FAULT, fault.get().summary());
    }
    if (status != 200) {
      return new Failed<>(Kind.GARBAGE, "HTTP " + status + " without a fault");
    }
    var relatesTo = answer.answerAddressing().relatesTo();
    var asked = request.answerAddressing().messageId();
    if (relatesTo != null && asked != null && !relatesTo.equals(asked)) {
      return new Failed<>(Kind.GARBAGE, "the answer belongs to another request");
    }
    return null;
  }
}
