package org.musubi.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.service.Route;

/**
 * The door of the gateway for the platform's own pages: what an initiating gateway does (ITI TF-1
 * 18), for one community at a time, so that a page can show each answer as it comes. Every method
 * may block up to the gateway's deadlines, may be called from any thread, and throws {@code
 * AuditUnavailable} when the trail cannot be written.
 */
public interface InitiatingGateway {
  /** Communities that know the person and may disclose to this actor now (consent asked). */
  List<Route> reachable(MedicalId person, Actor actor);

  /**
   * Whether what one community holds may be shown to this actor now; when it may not, the refusal
   * is on the trail.
   */
  boolean permits(MedicalId person, HomeCommunityId community, Actor actor);

  /**
   * ITI-38 FindDocuments (approved documents) to one community, within the deadline; consent is
   * asked, and the act is on the trail before the answer.
   */
  Found documents(MedicalId person, HomeCommunityId community, Actor actor);

  /**
   * ITI-39: fetched, verified, consent asked again, recorded, then released.
   *
   * @param key with its home; a key without one is refused
   */
  Released retrieve(MedicalId person, DocumentKey key, Actor actor);

  /** Puts on the trail that a document was not fetched because too many are already. */
  void tooMany(MedicalId person, DocumentKey key, Actor actor);

  /**
   * Sends a released document on, under the limits of silence, rate and time that every reader has;
   * how it ended is on the trail. Closes the content.
   *
   * @throws IOException when the reader left, or is too slow
   */
  void deliver(Released.Document document, OutputStream out) throws IOException;
}
