package org.musubi.services.records.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.documents.DocumentReader;
import org.musubi.ihe.documents.DocumentRefused;
import org.musubi.ihe.documents.DocumentWriter;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.soap.WsAddressing;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One address: who may come, which actions it offers, and how refusals leave. Every way out that is
 * not an answer is a SOAP Fault without internals.
 */
final class SoapEndpoint extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SoapEndpoint.class);
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private final transient Admission admission;
  private final transient Map<String, Operation> offers;
  private final transient Spool spool;
  private final transient Limits limits;
  private final transient Pace pace;
  private final transient Deadline life;

  /**
   * How long and how slowly.
   *
   * @param transfer until an exchange is over
   * @param idle until something must move
   * @param minimumRate bytes per second
   */
  record Pace(Duration transfer, Duration idle, long minimumRate) {}

  /**
   * @param admission who may come
   * @param offers by action
   * @param life ends every exchange when it ends
   */
  SoapEndpoint(
      Admission admission,
      Map<String, Operation> offers,
      Spool spool,
      Limits limits,
      Pace pace,
      Deadline life) {
    this.admission = admission;
    this.offers = Map.copyOf(offers);
    this.spool = spool;
    this.limits = limits;
    this.pace = pace;
    this.life = life;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WsAddressing addressing = null;
    try (var deadline = life.child(pace.transfer(), pace.idle(), pace.minimumRate())) {
      try {
        var caller = admitted(request);
        try (var message = read(request, deadline)) {
          addressing = message.envelope().addressing();
          var operation = offers.get(addressing.require(actions()).action());
          var incoming = new Incoming(message.envelope(), message.documents(), caller, deadline);
          answer(response, addressing, run(operation, incoming), deadline);
        }
      } catch (SoapFault fault) {
        fault(response, addressing, fault, deadline);
      } catch (XmlRefused refused) {
        fault(response, addressing, SoapFault.of(refused), deadline);
      } catch (DocumentRefused refused) {
        fault(response, addressing, SoapFault.of(refused), deadline);
      } catch (MalformedMessage malformed) {
        fault(response, addressing, malformed(malformed), deadline);
      } catch (IOException broken) {
        // The peer is gone or too slow; nobody is there to be told.
        LOG.info("an exchange was broken off: {}", broken.getClass().getSimpleName());
        throw broken;
      } catch (RuntimeException breakage) {
        // Never its text: that of a database may quote a row.
        LOG.error("an exchange failed: {} {}", breakage.getClass().getName(), where(breakage));
        fault(response, addressing, internal(), deadline);
      }
    }
  }

  private String[] actions() {
    return offers.keySet().toArray(String[]::new);
  }

  private static Outgoing run(@Nullable Operation operation, Incoming incoming)
      throws SoapFault, MalformedMessage, IOException {
    if (operation == null) {
      throw internal();
    }
    return operation.run(incoming);
  }

  private X509Certificate admitted(HttpServletRequest request) throws SoapFault {
    var chain = (X509Certificate @Nullable []) request.getAttribute(CERTIFICATES);
    if (chain == null || chain.length == 0 || !admission.admits(chain[0])) {
      throw SoapFault.sender(
          "The client certificate is not admitted to this endpoint",
          "このクライアント証明書では、このエンドポイントを利用できません");
    }
    return chain[0];
  }

  private DocumentMessage read(HttpServletRequest request, Deadline deadline)
      throws SoapFault, XmlRefused, IOException {
    String type = request.getContentType();
    if (type == null) {
      throw SoapFault.sender("The Content-Type is missing", "Content-Type がありません");
    }
    return DocumentReader.read(type, request.getInputStream(), spool, limits, deadline);
  }

  private static void answer(
      HttpServletResponse response, WsAddressing request, Outgoing out, Deadline deadline)
      throws IOException {
    try {
      var envelope = Envelope.reply(request, out.action(), out.body());
      if (!out.multipart()) {
        send(response, HttpServletResponse.SC_OK, envelope, deadline);
        return;
      }
      var writer = DocumentWriter.of(new DocumentMessage(envelope, out.documents()));
      response.setContentType(writer.contentType());
      response.setContentLengthLong(writer.contentLength());
      writer.writeTo(deadline.pace(response.getOutputStream()));
    } finally {
      out.documents().forEach(SpooledDocument::close);
    }
  }

  private static void fault(
      HttpServletResponse response,
      @Nullable WsAddressing request,
      SoapFault fault,
      Deadline deadline)
      throws IOException {
    LOG.info("refused: {}", fault.summary());
    if (!response.isCommitted()) {
      response.reset();
      send(response, fault.httpStatus(), fault.toEnvelope(request), deadline);
    }
  }

  private static void send(
      HttpServletResponse response, int status, Envelope envelope, Deadline deadline)
      throws IOException {
    byte[] bytes = envelope.toBytes();
    response.setStatus(status);
    response.setContentType(envelope.contentType());
    response.setContentLength(bytes.length);
    deadline.pace(response.getOutputStream()).write(bytes);
  }

  private static SoapFault malformed(MalformedMessage malformed) {
    return SoapFault.sender(
        "The message is not what it claims to be: " + malformed.reason(),
        "電文の内容が規格に合いません: " + malformed.reason());
  }

  private static String where(RuntimeException breakage) {
    var trace = breakage.getStackTrace();
    return trace.length == 0 ? "" : "at " + trace[0];
  }

  private static SoapFault internal() {
    return SoapFault.receiver("The service failed; it was recorded", "サービス内部で障害が発生しました。記録済みです");
  }
}
