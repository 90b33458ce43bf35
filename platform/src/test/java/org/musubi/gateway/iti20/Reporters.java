package org.musubi.gateway.iti20;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.musubi.audit.Access;
import org.musubi.audit.AccessHistory;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Result;
import org.musubi.audit.TrailQuery;
import org.musubi.audit.TrailSearch;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;
import org.musubi.facility.CredentialIssue;
import org.musubi.facility.Facilities;
import org.musubi.facility.Member;
import org.musubi.facility.PlatformIdentity;
import org.musubi.ihe.atna.Framing;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.support.RunningPlatform;

/** Members of a running platform that report to it, and what the trail holds of it. */
final class Reporters {
  final RunningPlatform platform;
  private final Path data;

  Reporters(RunningPlatform platform, Path data) {
    this.platform = platform;
    this.data = data;
  }

  /** A Member with what it connects with. */
  record Reporter(MemberId id, TlsMaterial tls) {}

  Reporter member(String name) throws Exception {
    var id = MemberId.next(Clock.systemUTC());
    register(id, name);
    var folder = data.resolve("member-" + id);
    platform.room(CredentialIssue.class).tls(id, List.of("localhost", "127.0.0.1"), folder);
    return new Reporter(id, TlsMaterial.load(folder));
  }

  void register(MemberId id, String name) {
    platform
        .room(Facilities.class)
        .register(new Member(id, Member.Kind.INSTITUTION, name), List.of(), by());
  }

  Actor by() {
    return platform.room(PlatformIdentity.class).actor();
  }

  /** A connection to the door for syslog. */
  SSLSocket connect(TlsMaterial as) throws Exception {
    var at = platform.room(SyslogDoor.class).overTls();
    var socket = (SSLSocket) as.context().getSocketFactory().createSocket();
    socket.connect(at);
    socket.setSoTimeout(20_000);
    socket.startHandshake();
    return socket;
  }

  /** Sends messages over one connection, and returns once all of them were taken. */
  void send(TlsMaterial as, byte[]... messages) throws Exception {
    try (var socket = connect(as)) {
      var all = new ByteArrayOutputStream();
      for (byte[] message : messages) {
        all.writeBytes(Framing.OCTET_COUNTING.frame(message));
      }
      socket.getOutputStream().write(all.toByteArray());
      socket.shutdownOutput();
      assertThat(acknowledged(socket)).isTrue();
    }
  }

  /** Trusts the platform, and shows nothing. */
  void sendWithoutCertificate(TlsMaterial trusting) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", trusting.trusted().getFirst());
    var managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    var at = platform.room(SyslogDoor.class).overTls();
    try (var socket = context.getSocketFactory().createSocket(at.getAddress(), at.getPort())) {
      socket.getOutputStream().write(bytes("5 <85>x"));
      socket.getInputStream().read();
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the door said goodbye, which it does only when all was taken. */
  static boolean acknowledged(SSLSocket socket) {
    try {
      return socket.getInputStream().read() == -1;
    } catch (IOException reset) {
      return false;
    }
  }

  /** What a Member reported, oldest first. */
  List<Access> reportsOf(MemberId member) {
    return found(TrailQuery.ALL.by(member).of(Action.REPORTED));
  }

  /** What was refused to a Member, or to nobody. */
  List<Access> refusalsOf(MemberId member) {
    return found(TrailQuery.ALL.by(member).of(Action.REFUSED));
  }

  /** Why a Member was refused, once it was: the connection ends a moment before it is recorded. */
  List<String> awaitRefusals(MemberId member) throws InterruptedException {
    for (int i = 0; i < 200 && refusalsOf(member).isEmpty(); i++) {
      Thread.sleep(50);
    }
    return refusalsOf(member).stream().map(one -> one.event().reason()).toList();
  }

  /** What is found on the trail. */
  List<Access> found(TrailQuery query) {
    var clock = Clock.systemUTC();
    var receipt =
        platform
            .room(AuditTrail.class)
            .before(
                new AuditEvent(
                    ActId.next(clock),
                    clock.instant(),
                    Action.HISTORY_READ,
                    by(),
                    null,
                    List.of(),
                    Result.DONE,
                    null,
                    Map.of()));
    assertThat(platform.room(AccessHistory.class).reaches(receipt)).isTrue();
    return platform
        .room(TrailSearch.class)
        .find(query, receipt.position(), 1000, receipt)
        .reversed();
  }
}
