package org.musubi.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.musubi.facility.PlatformIdentity;
import org.musubi.idp.Issuers;
import org.musubi.idp.PointCertificate;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Opens the demo once the platform is up and before it says that it is ready. Doing it again
 * changes nothing.
 */
@Component
@Order(0)
@EnableConfigurationProperties(DemoProperties.class)
@ConditionalOnProperty(name = "musubi.demo", havingValue = "true")
class Opening implements ApplicationRunner {
  private final Stage stage;
  private final LogIns logIns;
  private final Issuers issuers;
  private final PlatformIdentity platform;
  private final PointCertificate point;

  Opening(
      Stage stage,
      LogIns logIns,
      Issuers issuers,
      PlatformIdentity platform,
      PointCertificate point) {
    this.stage = stage;
    this.logIns = logIns;
    this.issuers = issuers;
    this.platform = platform;
    this.point = point;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    stage.members();
    try {
      trust();
      stage.routes();
      var people = stage.patients();
      logIns.register(people.get(0), people.get(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void trust() throws IOException {
    Path folder = stage.folder();
    for (var role : Cast.Role.values()) {
      Path own = folder.resolve(role.folder());
      var signing = Handouts.certificate(own.resolve("signing-cert.pem"));
      issuers.bind(role.issuer(), signing, role.member().id(), platform.actor());
      if (role.isCommunity()) {
        var handouts = new Handouts(own);
        handouts.gateway(platform.shown());
        handouts.members(
            role == Cast.Role.SHARED ? List.of(own, folder.resolve("clinic")) : List.of(own));
        handouts.issuer("platform", platform.shown(), point.entityId(), point.pem());
        issuer(handouts, role);
        if (role == Cast.Role.SHARED) {
          issuer(handouts, Cast.Role.CLINIC);
        }
      }
    }
  }

  /** A member's own issuer, with the member's own certificate. */
  private void issuer(Handouts handouts, Cast.Role role) throws IOException {
    Path own = stage.folder().resolve(role.folder());
    handouts.issuer(
        role.folder(),
        Handouts.certificate(own.resolve("cert.pem")),
        role.issuer(),
        Handouts.pem(Handouts.certificate(own.resolve("signing-cert.pem"))));
  }
}
