package org.musubi.gateway.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.gateway.exchange.Ready;
import org.musubi.gateway.exchange.Trail;
import org.musubi.gateway.iti39.Shipment;
import org.musubi.ihe.documents.DocumentWriter;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.soap.WsAddressing;
import org.springframework.stereotype.Component;

/**
 * Lets answers out. What discloses something comes with the receipts of its record, and the trail
 * hears how it ended: sent, or cut after so many bytes.
 */
@Component("gateway.Release")
final class Release {
  private final Trail trail;
  private final GatewayProperties properties;

  Release(Trail trail, GatewayProperties properties) {
    this.trail = trail;
    this.properties = properties;
  }

  /** Sends metadata. */
  void metadata(Ready<?> ready, Envelope answer, HttpServletResponse response) throws IOException {
    var bytes = answer.toBytes();
    try (var deadline = deadline()) {
      Writing writing = out -> deadline.pace(out).write(bytes);
      switch (ready) {
        case Ready.Nothing<?> nothing ->
            send(List.of(), Outcome.sent(), response, answer.contentType(), bytes.length, writing);
        case Ready.Recorded<?>(var unused, List<Receipt> receipts, Outcome whenSent) ->
            send(receipts, whenSent, response, answer.contentType(), bytes.length, writing);
      }
    }
  }

  /** Sends a fault, which discloses nothing. */
  void fault(SoapFault fault, @Nullable WsAddressing asked, HttpServletResponse response)
      throws IOException {
    var envelope = fault.toEnvelope(asked);
    var bytes = envelope.toBytes();
    response.setStatus(fault.httpStatus());
    response.setContentType(envelope.contentType());
    response.setContentLength(bytes.length);
    try (var deadline = deadline()) {
      deadline.pace(response.getOutputStream()).write(bytes);
    }
  }

  /** A reader has as long for an answer as communities have to give it. */
  private Deadline deadline() {
    return Deadline.of(
        properties.deadline(), properties.idle(), properties.minimumRate().toBytes());
  }

  /** Sends documents; each holds the receipt of its own record. */
  void documents(Shipment shipment, WsAddressing asked, HttpServletResponse response)
      throws IOException {
    var writer = DocumentWriter.of(shipment.message(asked));
    try (var deadline =
        Deadline.of(
            properties.retrieveDeadline(), properties.idle(), properties.minimumRate().toBytes())) {
      send(
          shipment.receipts(),
          shipment.whenSent(),
          response,
          writer.contentType(),
          writer.contentLength(),
          out -> writer.writeTo(deadline.pace(out)));
    }
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private void send(
      List<Receipt> receipts,
      Outcome whenSent,
      HttpServletResponse response,
      String contentType,
      long length,
      Writing writing)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(contentType);
    response.setContentLengthLong(length);
    var out = new Counted(response.getOutputStream());
    Outcome outcome = null;
    try {
      writing.to(out);
      out.flush();
      outcome = whenSent;
    } finally {
      var ended = outcome == null ? Outcome.abortedAt(out.count) : outcome;
      receipts.forEach(receipt -> trail.ended(receipt, ended));
    }
  }

  /** Counts what was handed to the connection. */
  private static final class Counted extends FilterOutputStream {
    private long count;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      count++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      count += length;
    }
  }
}
