package org.musubi.ihe.atna;

import java.time.ZoneId;
import java.util.List;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlReader;
import org.musubi.ihe.xml.XmlRefused;
import org.musubi.ihe.xml.XmlWriter;

/**
 * One audit message (DICOM PS3.15 A.5; ITI-20, ITI TF-2 3.20.7). Reading takes what real senders
 * write: {@code csd-code} and the {@code code} of RFC 3881, codes without system or text, any
 * namespace, the type of the source as element or attribute. Writing is always the form of the
 * DICOM schema. What is read and written again is an equal message; elements and attributes that
 * neither standard has are not kept, so whoever must prove what was sent keeps the bytes.
 *
 * @param event what happened
 * @param participants who took part, at least one
 * @param source who reports it; of several (RFC 3881) the first
 * @param objects what was used
 */
public record AuditMessage(
    EventIdentification event,
    List<ActiveParticipant> participants,
    AuditSource source,
    List<ParticipantObject> objects) {
  /** Bytes of XML that are read at most: 1 MB. ITI-20 leaves it open; ours. */
  public static final int MAX_BYTES = 1024 * 1024;

  private static final Limits LIMITS =
      new Limits(MAX_BYTES, 16, 10_000, 32, MAX_BYTES, 0, 1, MAX_BYTES);

  /**
   * @throws IllegalArgumentException when nobody took part
   */
  public AuditMessage {
    participants = List.copyOf(participants);
    objects = List.copyOf(objects);
    if (participants.isEmpty()) {
      throw new IllegalArgumentException("an audit message has an active participant");
    }
  }

  /**
   * Reads a message; never throws for what was sent.
   *
   * @param xml UTF-8, no DTD, at most {@value #MAX_BYTES} bytes
   * @param zone the zone of times that state none
   */
  public static Reading<AuditMessage> read(byte[] xml, ZoneId zone) {
    try {
      return new AuditReader(zone).read(XmlReader.read(xml, LIMITS));
    } catch (XmlRefused refused) {
      return new Reading.Malformed<>("the XML is refused: " + refused.getMessage());
    }
  }

  /** The message as the DICOM schema has it: no namespace, base64 where it asks for it. */
  public Element element() {
    return AuditWriter.element(this);
  }

  /** The message as UTF-8 without XML declaration. Characters that XML cannot carry are U+FFFD. */
  public byte[] toXml() {
    return XmlWriter.toBytes(element());
  }
}
