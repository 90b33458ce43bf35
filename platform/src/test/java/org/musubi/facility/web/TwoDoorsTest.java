package org.musubi.facility.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.audit.Action;
import org.musubi.core.MemberId;
import org.musubi.facility.Platform;
import org.musubi.facility.Platform.Shown;
import org.musubi.facility.ca.Profile;
import org.musubi.support.TestDatabase;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.PortInUseException;

/** Real handshakes over sockets against the real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoDoorsTest {
  private static final Instant NOW = Clock.systemUTC().instant();
  private Platform platform;
  private MemberId east;
  private TomcatWebServer server;

  @BeforeAll
  void start(@TempDir Path data) {
    platform = new Platform(TestDatabase.fresh(), data, Clock.systemUTC());
    east = platform.member("東地域", "1.2.392.200250.9.1").id();
    var factory = new TomcatServletWebServerFactory();
    new TwoDoors(platform.doors(), platform.tls, Clock.systemUTC()).customize(factory);
    server =
        (TomcatWebServer)
            factory.getWebServer(
                context -> context.addServlet("echo", new Echo()).addMapping("/*"));
    server.start();
  }

  @AfterAll
  void stop() {
    server.stop();
    server.destroy();
  }

  @Test
  void thePagesDoorAsksForNoCertificate() throws Exception {
    assertThat(get(pages(), null, "/patients", "TLSv1.3"))
        .startsWith("HTTP/1.1 200")
        .contains("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void aMemberPassesTheMembersDoor(String protocol) throws Exception {
    assertThat(get(members(), tls(), "/iti38", protocol))
        .startsWith("HTTP/1.1 200")
        .contains("CN=" + east);
  }

  @Test
  void transactionsDoNotExistAtThePagesDoor() throws Exception {
    assertThat(get(pages(), null, "/iti38", "TLSv1.3")).startsWith("HTTP/1.1 404");
    assertThat(get(pages(), null, "/%69ti38", "TLSv1.3")).startsWith("HTTP/1.1 404");
  }

  @Test
  void pagesDoNotExistAtTheMembersDoor() throws Exception {
    assertThat(get(members(), tls(), "/patients", "TLSv1.3")).startsWith("HTTP/1.1 404");
  }

  @Test
  void noAnswerNamesTheServer() throws Exception {
    assertThat(get(pages(), null, "/patients", "TLSv1.3").toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("server:", "tomcat", "x-powered-by");
    assertThat(get(pages(), null, "/bad|path\"<", "TLSv1.3").toLowerCase(java.util.Locale.ROOT))
        .startsWith("http/1.1 400")
        .doesNotContain("server:", "tomcat", "exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void withoutACertificateTheMembersDoorStaysShutAndTheTrailSaysSo(String protocol) {
    int before = refusals("NO_CERTIFICATE");

    assertShut(null, protocol);

    assertThat(refusals("NO_CERTIFICATE")).isEqualTo(before + 1);
  }

  @Test
  void anExpiredCertificateIsRefusedAndRecorded() {
    var old =
        platform.issue(Profile.MEMBER_TLS, east, NOW.minusSeconds(7200), NOW.minusSeconds(3600));

    assertShut(old, "TLSv1.3");

    assertThat(refusals("EXPIRED")).isEqualTo(1);
  }

  @Test
  void aForgedCertificateIsRefusedAndRecorded() throws Exception {
    assertShut(platform.forged(NOW), "TLSv1.3");

    assertThat(refusals("UNKNOWN_ISSUER")).isEqualTo(1);
  }

  @Test
  void aCertificateOfAnotherUseIsRefusedAndRecorded() {
    assertShut(
        platform.issue(Profile.ASSERTION_SIGNING, east, NOW.minusSeconds(60), NOW.plusSeconds(600)),
        "TLSv1.3");

    assertThat(refusals("WRONG_USE")).isEqualTo(1);
  }

  @Test
  void aSuspendedMemberFindsTheDoorShut() {
    var west = platform.member("西地域", "1.2.392.200250.9.2").id();
    var shown =
        platform.issue(Profile.MEMBER_TLS, west, NOW.minusSeconds(60), NOW.plusSeconds(600));
    platform.standing.suspend(west, "incident", platform.identity.actor());

    assertShut(shown, "TLSv1.2");

    assertThat(refusals("MEMBER_SUSPENDED")).isEqualTo(1);
  }

  @Test
  void aFloodOfRefusalsIsCountedAndNotWrittenOut() throws Exception {
    var early =
        platform.issue(Profile.MEMBER_TLS, east, NOW.plusSeconds(3600), NOW.plusSeconds(7200));

    for (int i = 0; i < 80; i++) {
      assertShut(early, "TLSv1.3");
    }

    assertThat(refusals("NOT_YET_VALID")).isBetween(50, 79);
  }

  @Test
  void anOldSuiteIsNotSpoken() {
    assertThatThrownBy(
            () -> {
              try (var socket =
                  (SSLSocket)
                      client(tls()).getSocketFactory().createSocket("127.0.0.1", members())) {
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                socket.setEnabledCipherSuites(
                    new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
                socket.startHandshake();
              }
            })
        .isInstanceOf(SSLException.class);
    assertThat(refusals("NO_COMMON_SUITE")).isEqualTo(1);
  }

  @Test
  void ofAllSuitesOnlyThoseOfAesGcmAndEphemeralKeysAreSpoken() throws Exception {
    var member = client(tls());
    var spoken = new TreeSet<String>();
    for (var suite : member.getSupportedSSLParameters().getCipherSuites()) {
      try (var socket =
          (SSLSocket) member.getSocketFactory().createSocket("127.0.0.1", members())) {
        socket.setEnabledCipherSuites(new String[] {suite});
        socket.startHandshake();
        spoken.add(socket.getSession().getProtocol() + " " + suite);
      } catch (SSLException refused) {
        continue;
      }
    }

    assertThat(spoken)
        .containsExactly(
            "TLSv1.2 TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLSv1.2 TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLSv1.3 TLS_AES_128_GCM_SHA256",
            "TLSv1.3 TLS_AES_256_GCM_SHA384");
  }

  @Test
  void whoSpeaksPlainHttpGetsNoPage() throws Exception {
    try (var socket = new Socket("127.0.0.1", members())) {
      socket
          .getOutputStream()
          .write("GET /iti38 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(read(socket), StandardCharsets.UTF_8)).doesNotContain("200");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> Listening.probe(InetAddress.getLoopbackAddress(), taken.getLocalPort()))
          .isInstanceOfSatisfying(
              PortInUseException.class,
              e -> assertThat(e.getPort()).isEqualTo(taken.getLocalPort()));
    }
  }

  @Test
  void aPortWithoutPermissionIsExplainedInBothLanguages() {
    assertThat(
            Listening.refused(
                InetAddress.getLoopbackAddress(), 443, new SocketException("Permission denied")))
        .isInstanceOf(CannotListen.class)
        .hasMessageContainingAll("443", "permission", "権限");
  }

  @Test
  void anAddressOfAnotherMachineIsExplained() throws Exception {
    assertThatThrownBy(() -> Listening.probe(InetAddress.getByName("192.0.2.1"), 0))
        .isInstanceOf(CannotListen.class)
        .hasMessageContaining("musubi.bind");
  }

  private Shown tls() {
    return platform.issue(Profile.MEMBER_TLS, east, NOW.minusSeconds(60), NOW.plusSeconds(3600));
  }

  private int refusals(String code) {
    return (int)
        platform.trail.events(Action.REFUSED).stream()
            .filter(event -> code.equals(event.reason()))
            .count();
  }

  private int pages() {
    return server.getPort();
  }

  private int members() {
    for (var connector : server.getTomcat().getService().findConnectors()) {
      if (connector.getLocalPort() != pages()) {
        return connector.getLocalPort();
      }
    }
    throw new IllegalStateException();
  }

  private void assertShut(@Nullable Shown shown, String protocol) {
    assertThatThrownBy(() -> get(members(), shown, "/iti38", protocol))
        .isInstanceOf(IOException.class);
  }

  private String get(int port, @Nullable Shown shown, String path, String protocol)
      throws Exception {
    try (var socket =
        (SSLSocket) client(shown).getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setEnabledProtocols(new String[] {protocol});
      socket.setSoTimeout(10_000);
      socket.startHandshake();
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(read(socket), StandardCharsets.UTF_8);
    }
  }

  private static byte[] read(Socket socket) throws IOException {
    return socket.getInputStream().readAllBytes();
  }

  private SSLContext client(@Nullable Shown shown) throws Exception {
    var anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("root", platform.identity.authority());
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(anchors);
    var context = SSLContext.getInstance("TLS");
    context.init(
        shown == null ? null : new javax.net.ssl.KeyManager[] {new Fixed(shown)},
        trust.getTrustManagers(),
        null);
    return context;
  }

  /** Shows its certificate whether the server would like it or not. */
  private static final class Fixed extends javax.net.ssl.X509ExtendedKeyManager {
    private final Shown shown;

    Fixed(Shown shown) {
      this.shown = shown;
    }

    @Override
    public String[] getClientAliases(String type, java.security.Principal[] issuers) {
      return new String[] {"it"};
    }

    @Override
    public String chooseClientAlias(String[] types, java.security.Principal[] issuers, Socket s) {
      return "it";
    }

    @Override
    public String[] getServerAliases(String type, java.security.Principal[] issuers) {
      return new String[0];
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, java.security.Principal[] issuers, Socket s) {
      return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {shown.certificate()};
    }

    @Override
    public java.security.PrivateKey getPrivateKey(String alias) {
      return shown.key();
    }
  }

  private static final class Echo extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      var chain =
          (X509Certificate[]) request.getAttribute("jakarta.servlet.request.X509Certificate");
      response.getWriter().print(chain == null ? "none" : chain[0].getSubjectX500Principal());
    }
  }
}
