package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.musubi.audit.Access;
import org.musubi.audit.TrailProofs;
import org.musubi.audit.spi.Attribution;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** One act of the trail in full, and the proof that it stands there. */
@Controller
@Allows(Right.AUDIT)
class TrailEventPages {
  private static final String PAGE = "/trail/events/{position}";
  private static final String PROOF = "/trail/events/{position}/proof";
  private static final String OPENED = "/trail/events/{position}/opened";

  private final TrailDesk desk;
  private final TrailProofs proofs;
  private final Attribution attribution;

  TrailEventPages(TrailDesk desk, TrailProofs proofs, Attribution attribution) {
    this.desk = desk;
    this.proofs = proofs;
    this.attribution = attribution;
  }

  /** Whose the address was, as far as that is registered; empty when it is not. */
  private String attributed(Access access, TrailWords words) {
    var address = access.circumstances().address();
    if (address == null) {
      return "";
    }
    return attribution
        .at(InetAddress.ofLiteral(address), access.event().at())
        .map(found ->
            words.names().member(found.member())
                + (found.device() == null ? "" : "　" + found.device())
                + "（"
                + found.proof()
                + "）")
        .orElse("");
  }

  @GetMapping(PAGE)
  String event(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable long position,
      HttpServletRequest request) {
    var one = desk.one(request, who, position, PAGE).orElseThrow(TrailEventPages::nothing);
    model.addAttribute("event", TrailEvent.of(one.access(), desk.words(who), one.receipt()));
    model.addAttribute("report", TrailReport.of(one.access(), desk.words(who), one.receipt()));
    model.addAttribute(
        "proof",
        proofs
            .of(position, one.receipt())
            .map(proof -> TrailProofView.of(proof, one.receipt()))
            .orElse(null));
    model.addAttribute("all", desk.seesAll(who));
    model.addAttribute("attributed", attributed(one.access(), desk.words(who)));
    further(model, one.access(), desk.words(who), SessionHandles.of(request.getSession()));
    return "portal/trail-event";
  }

  /** Searches that begin at this act. */
  private static void further(
      Model model, Access access, TrailWords words, SessionHandles handles) {
    var event = access.event();
    var facility = event.actor().facility();
    var person = event.actor().person();
    var patient = event.patient();
    model.addAttribute("exchange", access.circumstances().correlation());
    model.addAttribute(
        "ofFacility",
        facility == null ? null : handles.handle(TrailForm.ofFacility(facility.toString())));
    model.addAttribute(
        "ofPerson",
        person == null || words.isPatient(event)
            ? null
            : handles.handle(TrailForm.ofPerson(person.issuer(), person.subject())));
    model.addAttribute(
        "ofPatient",
        patient == null
            ? null
            : handles.handle(TrailForm.ofPatient(handles.handle(new TrailPatient(patient)))));
  }

  /** The proof as a file, with the entry as it was recorded. */
  @GetMapping(PROOF)
  ResponseEntity<byte[]> proof(
      @AuthenticationPrincipal SignedIn who,
      @PathVariable long position,
      HttpServletRequest request) {
    var one = desk.one(request, who, position, PROOF).orElseThrow(TrailEventPages::nothing);
    var proof = proofs.of(position, one.receipt()).orElseThrow(TrailEventPages::nothing);
    var name = ContentDisposition.attachment().filename("musubi-" + position + ".tlog-proof");
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, name.build().toString())
        .body(proof.text().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What is closed in the entry, for a third party who has the proof; it names the patient, so the
   * operator's auditors hand it out.
   */
  @GetMapping(OPENED)
  ResponseEntity<byte[]> opened(
      @AuthenticationPrincipal SignedIn who,
      @PathVariable long position,
      HttpServletRequest request) {
    if (!desk.seesAll(who)) {
      throw new AccessDeniedException("what is closed is for the operator's auditors");
    }
    var one = desk.one(request, who, position, OPENED).orElseThrow(TrailEventPages::nothing);
    var opening = proofs.opening(position, one.receipt()).orElseThrow(TrailEventPages::nothing);
    var name = ContentDisposition.attachment().filename("musubi-" + position + ".opened.json");
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CONTENT_DISPOSITION, name.build().toString())
        .body(opening.text().getBytes(StandardCharsets.UTF_8));
  }

  private static ResponseStatusException nothing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
