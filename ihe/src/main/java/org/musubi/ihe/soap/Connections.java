package org.musubi.ihe.soap;

import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.musubi.ihe.tls.TlsPolicy;

/** Makes the HTTP client: mutual TLS by the policy, kept connections, and nothing clever. */
final class Connections {
  /** The exchange that this thread runs: its sockets are on its leash from their first moment. */
  static final ScopedValue<Leash> LEASH = ScopedValue.newInstance();

  private Connections() {}

  static CloseableHttpClient open(SSLContext context, Duration connect, int perPeer) {
    var builder = new Builder();
    builder
        .setTlsSocketStrategy(tls(context))
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom().setMaxHeaderCount(64).setMaxLineLength(8192).build())
                .build())
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setMaxConnPerRoute(perPeer)
        .setMaxConnTotal(Integer.MAX_VALUE)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connect))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .setIdleTimeout(Timeout.ofMinutes(1))
                .setTimeToLive(TimeValue.ofMinutes(10))
                .build())
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(Timeout.of(connect)).build());
    return HttpClients.custom()
        .setConnectionManager(builder.build())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        // Else a connection with a client certificate would belong to one caller only.
        .disableConnectionState()
        .setUserAgent("Musubi")
        .build();
  }

  private static TlsSocketStrategy tls(SSLContext context) {
    return new DefaultClientTlsStrategy(
        context,
        TlsPolicy.protocols().toArray(String[]::new),
        TlsPolicy.cipherSuites().toArray(String[]::new),
        SSLBufferMode.STATIC,
        HostnameVerificationPolicy.BUILTIN,
        null) {
      @Override
      protected void initializeSocket(SSLSocket socket) {
        var parameters = socket.getSSLParameters();
        parameters.setNamedGroups(TlsPolicy.namedGroups().toArray(String[]::new));
        socket.setSSLParameters(parameters);
      }
    };
  }

  private static final class Builder extends PoolingHttpClientConnectionManagerBuilder {
    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
        SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
      return new DefaultHttpClientConnectionOperator(
          Builder::socket,
          ports,
          names,
          RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build());
    }

    private static Socket socket(Proxy ignored) {
      var socket = new Socket();
      if (LEASH.isBound()) {
        LEASH.get().hold(socket);
      }
      return socket;
    }
  }
}
