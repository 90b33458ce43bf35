package org.musubi.ihe.xcpd;

import static org.musubi.ihe.xcpd.Hl7v3.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.musubi.ihe.xml.Element;

/** Writes what an answer asks for or complains of (ITI TF-2 3.55.4.2.2.6 and .7). */
final class DetectedIssues {
  private DetectedIssues() {}

  /** No element, or one {@code reasonOf}. */
  static List<Element> of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Found found -> issues(found.issues());
      case Outcome.NotFound nobody -> issues(nobody.issues());
      case Outcome.Failed failure -> issues(Set.of(failure.issue()));
      case Outcome.MoreRequested more -> requested(more.demographics());
    };
  }

  private static List<Element> issues(Set<Issue> issues) {
    return reason(issues.stream().sorted().map(DetectedIssues::mitigatedBy).toList());
  }

  private static List<Element> requested(Set<Requested> demographics) {
    return reason(demographics.stream().sorted().map(DetectedIssues::trigger).toList());
  }

  private static List<Element> reason(List<Element> parts) {
    if (parts.isEmpty()) {
      return List.of();
    }
    List<Element> content = new ArrayList<>();
    content.add(
        Hl7v3.code("code", "_ActAdministrativeDetectedIssueManagementCode", Hl7v3.DETECTED_ISSUE));
    content.addAll(parts);
    Element event =
        element("detectedIssueEvent")
            .attribute("classCode", "ALRT")
            .attribute("moodCode", "EVN")
            .content(content)
            .build();
    return List.of(element("reasonOf").attribute("typeCode", "RSON").add(event).build());
  }

  private static Element mitigatedBy(Issue issue) {
    return element("mitigatedBy")
        .attribute("typeCode", "MITGT")
        .add(
            element("detectedIssueManagement")
                .attribute("classCode", "ACT")
                .attribute("moodCode", "EVN")
                .add(Hl7v3.code("code", issue.code(), Hl7v3.PROBLEMS))
                .build())
        .build();
  }

  private static Element trigger(Requested requested) {
    return element("triggerFor")
        .attribute("typeCode", "TRIG")
        .add(
            element("actOrderRequired")
                .attribute("classCode", "ACT")
                .attribute("moodCode", "RQO")
                .add(Hl7v3.code("code", requested.code(), Hl7v3.REQUESTED_ATTRIBUTES))
                .build())
        .build();
  }
}
