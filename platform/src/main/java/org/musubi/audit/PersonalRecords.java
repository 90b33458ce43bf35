package org.musubi.audit;

import java.util.Map;
import java.util.Set;
import org.musubi.core.Actor;

/**
 * Makes what the trail says of a person unreadable, for good, while the log and every proof of it
 * stand as they were: the person's key is destroyed, and with it the rows and tokens of the search
 * index, and the person's complaints. Who did what kind of act, when and with which decision stays
 * in the log in the clear, about nobody.
 */
public interface PersonalRecords {
  /** What came of it. */
  sealed interface Destroyed {}

  /**
   * Done.
   *
   * @param receipt of the act that did it
   * @param keys how many keys there were
   */
  record Gone(Receipt receipt, int keys) implements Destroyed {}

  /** Nothing was ever recorded of any of them, or it was destroyed before. */
  record NothingThere() implements Destroyed {}

  /**
   * Destroys keys. Cannot be undone; who asks for it has asked whether the law's time of keeping is
   * over, and has the consent of a second person.
   *
   * <p>Copies of the database hold closed keys until they expire; {@code
   * musubi.audit.rewrap-person-keys} makes them useless.
   *
   * @param subjects every name under which the person is on the trail
   * @param actor who does it
   * @param details why, and who agreed; never who the person is
   * @throws AuditUnavailable when its record is not confirmed in time: what was to be destroyed is
   *     gone, and the record follows as soon as the log takes it
   */
  Destroyed destroy(Set<DataSubject> subjects, Actor actor, Map<String, String> details);
}
