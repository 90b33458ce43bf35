package org.musubi.ihe.soap;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.documents.MediaType;
import org.musubi.ihe.soap.Answer.Answered;
import org.musubi.ihe.soap.Answer.Failed;
import org.musubi.ihe.soap.Answer.Kind;
import org.musubi.ihe.xml.XmlRefused;

/** One request and its answer, from the first byte to a value. */
final class Exchange implements AutoCloseable {
  /** Reads an answer whose status line has come. */
  interface Reading<T> {
    T read(String contentType, InputStream in) throws SoapFault, XmlRefused, IOException;
  }

  private static final String CLOSED = "the client is closed";

  private final CloseableHttpClient http;
  private final Set<HttpPost> running = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  Exchange(CloseableHttpClient http) {
    this.http = http;
  }

  <T> Answer<T> run(
      URI to,
      RequestBody body,
      boolean readsOnly,
      Deadline deadline,
      Reading<T> reading,
      Function<T, Envelope> envelope) {
    if (!"https".equals(to.getScheme()) || to.getHost() == null) {
      return new Failed<>(Kind.UNREACHABLE, "the address is not https");
    }
    if (closed) {
      return new Failed<>(Kind.UNREACHABLE, CLOSED);
    }
    try (var leash = new Leash(deadline)) {
      return ScopedValue.where(Connections.LEASH, leash)
          .call(() -> {
            var first = attempt(to, body, deadline, leash, reading, envelope, readsOnly);
            return first != null
                ? first
                : Objects.requireNonNull(
                    attempt(to, body, deadline, leash, reading, envelope, false));
          });
    }
  }

  /** One attempt; null when a kept connection was closed and the request may be sent again. */
  private <T> @Nullable Answer<T> attempt(
      URI to,
      RequestBody body,
      Deadline deadline,
      Leash leash,
      Reading<T> reading,
      Function<T, Envelope> envelope,
      boolean again) {
    var post = post(to, body, deadline);
    var context = HttpClientContext.create();
    running.add(post);
    leash.hold(post::cancel);
    ClassicHttpResponse response = null;
    boolean whole = false;
    try {
      deadline.check();
      var host = new HttpHost(to.getScheme(), post.getAuthority());
      response = http.executeOpen(host, post, context);
      var answer = answer(response, body, deadline, reading, envelope);
      whole = true;
      return answer;
    } catch (NoHttpResponseException | SocketException closed) {
      if (again && response == null && kept(context) && !deadline.isOver()) {
        return null;
      }
      return Failures.of(closed, deadline);
    } catch (IllegalStateException state) {
      if (!closed) {
        throw state;
      }
      return new Failed<>(Kind.UNREACHABLE, CLOSED);
    } catch (IOException | SoapFault | XmlRefused failed) {
      return Failures.of(failed, deadline);
    } finally {
      running.remove(post);
      end(post, response, whole);
    }
  }

  /** Whether the connection had carried an exchange before this one. */
  private static boolean kept(HttpClientContext context) {
    var endpoint = context.getEndpointDetails();
    return endpoint != null && endpoint.getResponseCount() > 0;
  }

  private static void end(HttpPost post, @Nullable ClassicHttpResponse response, boolean whole) {
    if (!whole) {
      // Closing in order would first read the rest of what is being given up.
      post.cancel();
    }
    if (response != null) {
      try {
        response.close();
      } catch (IOException ignored) {
        // the answer is whole, or given up
      }
    }
  }

  private static HttpPost post(URI to, RequestBody body, Deadline deadline) {
    var post = new HttpPost(to);
    var idle = deadline.idle();
    var left = deadline.remaining().plusMillis(1);
    post.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(left))
            .setResponseTimeout(Timeout.of(idle.compareTo(left) < 0 ? idle : left))
            .setProtocolUpgradeEnabled(false)
            .setContentCompressionEnabled(false)
            .setRedirectsEnabled(false)
            .build());
    post.setHeader(HttpHeaders.CONTENT_TYPE, body.contentType());
    post.setEntity(
        new EntityTemplate(body.length(), null, null, out -> body.writeTo(deadline.pace(out))));
    return post;
  }

  private static <T> Answer<T> answer(
      ClassicHttpResponse response,
      RequestBody request,
      Deadline deadline,
      Reading<T> reading,
      Function<T, Envelope> envelope)
      throws IOException, SoapFault, XmlRefused {
    int status = response.getCode();
    var header = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
    var contentType = header == null ? "" : header.getValue();
    var entity = response.getEntity();
    if (entity == null
        || response.containsHeader(HttpHeaders.CONTENT_ENCODING)
        || !soap(MediaType.parse(contentType))) {
      return Failures.withoutSoap(status);
    }
    var value = reading.read(contentType, deadline.pace(entity.getContent()));
    var failed = Failures.<T>unfit(status, request.envelope(), envelope.apply(value));
    if (failed == null) {
      return new Answered<>(value);
    }
    if (value instanceof DocumentMessage message) {
      message.close();
    }
    return failed;
  }

  private static boolean soap(MediaType type) {
    return type.is("application/soap+xml") || type.is("multipart/related");
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(HttpPost::cancel);
    http.close(CloseMode.IMMEDIATE);
  }
}
