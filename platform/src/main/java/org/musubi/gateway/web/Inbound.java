package org.musubi.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.musubi.audit.Raw;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.ihe.documents.DocumentRefused;
import org.musubi.ihe.schema.MessageSchema;
import org.musubi.ihe.schema.SchemaProblem;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.soap.DeadlineOver;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.soap.SoapReader;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlRefused;
import org.springframework.stereotype.Component;

/** Takes messages in, within limits of size and time, and holds them against their schema. */
@Component("gateway.Inbound")
final class Inbound {
  /** The word for what is larger than the limit. */
  static final String TOO_LARGE = "XML_TOO_LARGE";

  private final GatewayProperties properties;
  private final Limits limits;

  Inbound(GatewayProperties properties) {
    this.properties = properties;
    long most = properties.request().toBytes();
    this.limits = Limits.forMetadata().withXmlBytes(most).withMessageBytes(most);
  }

  Envelope read(HttpServletRequest request) throws Turned {
    admit(request, properties.request().toBytes());
    var type = request.getContentType();
    try (var deadline = deadline()) {
      var in = deadline.pace(request.getInputStream());
      return SoapReader.read(type == null ? "" : type, in, limits);
    } catch (SoapFault notSoap) {
      throw new Turned("NOT_SOAP", notSoap);
    } catch (XmlRefused refused) {
      throw turned(refused);
    } catch (DocumentRefused refused) {
      throw new Turned(refused.reason().name(), SoapFault.of(refused));
    } catch (IOException cut) {
      throw ended(cut);
    }
  }

  /** The body of what is no SOAP, as it came. */
  byte[] bytes(HttpServletRequest request) throws Turned {
    int most = (int) Math.min(properties.request().toBytes(), Raw.LONGEST);
    admit(request, most);
    try (var deadline = deadline()) {
      byte[] body = deadline.pace(request.getInputStream()).readNBytes(most + 1);
      if (body.length > most) {
        throw turned(new XmlRefused(XmlRefused.Reason.TOO_LARGE));
      }
      return body;
    } catch (IOException cut) {
      throw ended(cut);
    }
  }

  private static void admit(HttpServletRequest request, long most) throws Turned {
    if (request.getHeader("Content-Encoding") != null) {
      throw new Turned(
          "CONTENT_ENCODING",
          SoapFault.sender("A compressed message is not taken", "圧縮されたメッセージは受け付けません。"));
    }
    if (request.getContentLengthLong() > most) {
      throw turned(new XmlRefused(XmlRefused.Reason.TOO_LARGE));
    }
  }

  private Deadline deadline() {
    return Deadline.of(
        properties.deadline(), properties.idle(), properties.minimumRate().toBytes());
  }

  private static Turned ended(IOException cut) {
    return cut instanceof DeadlineOver || cut instanceof SocketTimeoutException
        ? new Turned(
            "TOO_SLOW", SoapFault.sender("The message came too slowly", "メッセージの受信が制限時間を超えました。"))
        : new Turned(
            "CUT_OFF", SoapFault.sender("The message ended too early", "メッセージが途中で途切れました。"));
  }

  private static Turned turned(XmlRefused refused) {
    return new Turned("XML_" + refused.reason().name(), SoapFault.of(refused));
  }

  void validate(MessageSchema schema, Element body) throws Turned {
    var problems = schema.problems(body);
    if (!problems.isEmpty()) {
      SchemaProblem first = problems.getFirst();
      throw new Turned(
          "SCHEMA",
          SoapFault.sender(
              "The message does not follow its schema at " + first.path() + ": " + first.english(),
              "メッセージがスキーマに合いません（" + first.path() + "）: " + first.japanese()));
    }
  }
}
