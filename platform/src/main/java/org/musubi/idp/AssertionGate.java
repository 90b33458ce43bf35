package org.musubi.idp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;
import org.musubi.ihe.xml.Element;

/**
 * Decides whose word about a person is believed: an issuer bound to the calling Member, for an
 * organisation registered under it.
 */
public interface AssertionGate {
  /**
   * Reads the assertion of a message (null when it has none).
   *
   * @param member the Member whom the certificate names
   * @param memberProof what showed it
   */
  Admission admit(MemberId member, String memberProof, @Nullable Element assertion, Instant now);

  /**
   * Signs the platform's own assertion about this actor for a community, valid for at most 10
   * minutes.
   *
   * @param enclosing the proof that the act for which it is signed is on the trail: a signature is
   *     part of that act and has no entry of its own
   */
  Element restate(Actor actor, String audience, Instant now, Receipt enclosing);
}
