package org.musubi.audit;

import java.util.List;

/**
 * Takes what others report: audit messages of members' systems (ATNA) and lines of network devices.
 * What is reported is somebody's claim; it stands on the trail beside what the platform did itself.
 */
public interface TrailIntake {
  /**
   * One report.
   *
   * @param event what was understood of it, with action {@link Action#REPORTED}
   * @param circumstances where it came from
   * @param raw what came
   */
  record Report(AuditEvent event, Circumstances circumstances, Raw raw) {
    public Report {
      if (event.action() != Action.REPORTED) {
        throw new IllegalArgumentException("a report is recorded as REPORTED");
      }
    }
  }

  /**
   * Records reports with one force of the disk, and returns once they are durable and inside a
   * checkpoint: whoever sent them may forget them then.
   *
   * @return a receipt of each, in their order
   * @throws AuditUnavailable when one of them cannot be recorded; the sender keeps them all
   */
  List<Receipt> take(List<Report> reports);
}
