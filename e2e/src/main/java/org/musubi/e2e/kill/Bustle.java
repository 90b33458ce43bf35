package org.musubi.e2e.kill;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.walk.Clinics;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.PatientPages;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Received;

/** Everything at once until told to end: a clinic stores, a doctor reads, a patient decides. */
final class Bustle {
  private final Deployment deployment;
  private final Ledger ledger;
  private final Entry referral;
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Thread> people;

  Bustle(Deployment deployment, Ledger ledger, Entry referral) {
    this.deployment = deployment;
    this.ledger = ledger;
    this.referral = referral;
    this.people =
        List.of(
            person("clinic", this::store),
            person("doctor", this::read),
            person("patient", this::say));
  }

  void begin() {
    people.forEach(Thread::start);
  }

  void end() {
    over.set(true);
    for (var person : people) {
      try {
        person.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One deed; what it throws is a call that died with the victim, so nothing was acknowledged. */
  private interface Deed {
    void perform() throws IOException;
  }

  private Thread person(String name, Consumer<Integer> deed) {
    return Thread.ofPlatform()
        .name(name)
        .unstarted(() -> {
          for (int i = 0; !over.get(); i++) {
            deed.accept(i);
          }
        });
  }

  /** In turn at the shared service and in region west, so that either may be the victim. */
  private void store(int i) {
    attempt(() -> {
      var clinic = i % 2 == 0 ? Clinics.of(deployment) : Clinics.west(deployment);
      var note = clinic.note("経過の記録 " + i);
      var reply = clinic.store(note);
      if (reply.status() == 200 && reply.soap().status().equals("Success")) {
        ledger.stored(clinic.community(), note);
      }
    });
  }

  private void read(int i) {
    attempt(() -> {
      var east = Peer.east(deployment);
      var assertion = east.issuer().about(east.who(), Instant.now());
      var reply = east.retrieve(referral, east.issuer().sign(assertion));
      if (reply.status() == 200 && reply.soap().status().equals("Success")) {
        var received = Received.in(reply);
        if (received.size() == 1) {
          ledger.read(assertion.id(), received.getFirst().sha256());
        }
      }
    });
  }

  /** About the shared service, so that the doctor's reading in region west goes on. */
  private void say(int i) {
    attempt(() -> {
      var patient = PatientPages.signIn(deployment, Login.of(deployment.layout(), "hanako"));
      boolean yes = !ledger.given();
      ledger.saying();
      ledger.said(yes, yes ? patient.give(Community.SHARED) : patient.withdraw(Community.SHARED));
    });
  }

  private void attempt(Deed deed) {
    try {
      deed.perform();
    } catch (IOException | IllegalStateException e) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
