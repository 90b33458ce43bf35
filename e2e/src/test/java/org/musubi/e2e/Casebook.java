package org.musubi.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.walk.Issuer;
import org.musubi.e2e.wire.Caller;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Reply;
import org.musubi.e2e.wire.Submission;
import org.musubi.e2e.wire.Transaction;
import org.musubi.e2e.wire.Wire;

/**
 * Two documents about 結城 花子 that a hospital of region west stores there (ITI-41): the first in a
 * folder and with a reference id, the second an addition to the first. Every object has an id that
 * was never used before.
 */
final class Casebook {
  static final String APPEND = "urn:ihe:iti:2007:AssociationType:APND";
  static final String PATIENT = "W-2001^^^&" + Community.WEST.assigner() + "&ISO";
  private static final String MEMBER = "urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember";

  final String document = uuid();
  final String addition = uuid();
  final String set = uuid();
  final String folder = uuid();
  final String inFolder = uuid();
  final String appended = uuid();
  final String reference =
      UUID.randomUUID() + "^^^&1.2.392.200250.9.2.77&ISO^urn:ihe:iti:xds:2013:order";

  private final String root = "2.25." + Math.abs(UUID.randomUUID().getLeastSignificantBits());

  /** Stores both. */
  static Casebook in(Deployment deployment) throws IOException {
    var book = new Casebook();
    book.store(deployment, book.note(1), book.document, book.set, book.folder());
    book.store(
        deployment,
        book.note(2),
        book.addition,
        uuid(),
        association(book.appended, APPEND, book.addition, book.document));
    return book;
  }

  private Submission note(int number) {
    return Submission.text(
        root + ".1." + number,
        root + ".2." + number,
        Community.WEST.home() + ".100",
        PATIENT,
        "経過記録 " + number,
        "経過は良好です。" + number);
  }

  private void store(
      Deployment deployment, Submission note, String documentId, String setId, String more)
      throws IOException {
    var body =
        note.body(Instant.now())
            .replace("Document01", documentId)
            .replace("SubmissionSet01", setId)
            .replace("Association01", uuid())
            .replaceFirst(
                "(?=<rim:Slot name=\"creationTime\">)",
                slot("urn:ihe:iti:xds:2013:referenceIdList", reference.replace("&", "&amp;")))
            .replace("</rim:RegistryObjectList>", more + "</rim:RegistryObjectList>");
    Path credentials = deployment.layout().credentials("west");
    var hospital =
        new Caller(new Wire(deployment.ports().of(Community.WEST), Identity.load(credentials)));
    var issuer = Issuer.load("urn:musubi:demo:west-idp", credentials);
    var doctor =
        new Issuer.Professional(
            "W-D-001", "西 二郎", Community.WEST.urn() + ".100", Community.WEST.title());
    var assertion = issuer.sign(issuer.about(doctor, Instant.now()).meantFor(Community.WEST.urn()));
    Reply reply = hospital.callMtom(Transaction.ITI_41, assertion, body, note.attachment());
    if (!reply.soap().status().equals("Success")) {
      throw new IOException("not stored: " + new String(reply.body(), StandardCharsets.UTF_8));
    }
  }

  /** The folder, with the associations that put the first document into it. */
  private String folder() {
    return "<rim:RegistryPackage id=\""
        + folder
        + "\">"
        + "<rim:Name><rim:LocalizedString value=\"糖尿病\"/></rim:Name>"
        + "<rim:Classification id=\""
        + uuid()
        + "\" classifiedObject=\""
        + folder
        + "\" classificationScheme=\"urn:uuid:1ba97051-7806-41a8-a48b-8fce7af683c5\""
        + " nodeRepresentation=\"11488-4\">"
        + slot("codingScheme", "2.16.840.1.113883.6.1")
        + "<rim:Name><rim:LocalizedString value=\"Consult note\"/></rim:Name>"
        + "</rim:Classification>"
        + external("urn:uuid:f64ffdf0-4b97-4e06-b79f-a52b38ec2f8a", PATIENT.replace("&", "&amp;"))
        + external("urn:uuid:75df8f67-9973-4fbe-a900-df66cefecc5a", root + ".3")
        + "</rim:RegistryPackage><rim:Classification id=\""
        + uuid()
        + "\" classifiedObject=\""
        + folder
        + "\" classificationNode=\"urn:uuid:d9d542f3-6cc4-48b6-8870-ea235fbc94c2\"/>"
        + association(uuid(), MEMBER, set, folder)
        + association(inFolder, MEMBER, folder, document)
        + association(uuid(), MEMBER, set, inFolder);
  }

  private String external(String scheme, String value) {
    return "<rim:ExternalIdentifier id=\""
        + uuid()
        + "\" registryObject=\""
        + folder
        + "\" identificationScheme=\""
        + scheme
        + "\" value=\""
        + value
        + "\"><rim:Name><rim:LocalizedString value=\"XDSFolder\"/></rim:Name>"
        + "</rim:ExternalIdentifier>";
  }

  private static String association(String id, String type, String source, String target) {
    return "<rim:Association id=\""
        + id
        + "\" associationType=\""
        + type
        + "\" sourceObject=\""
        + source
        + "\" targetObject=\""
        + target
        + "\"/>";
  }

  private static String slot(String name, String value) {
    return "<rim:Slot name=\""
        + name
        + "\"><rim:ValueList><rim:Value>"
        + value
        + "</rim:Value></rim:ValueList></rim:Slot>";
  }

  private static String uuid() {
    return "urn:uuid:" + UUID.randomUUID();
  }
}
