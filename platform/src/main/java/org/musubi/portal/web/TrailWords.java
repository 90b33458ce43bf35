package org.musubi.portal.web;

import org.jspecify.annotations.Nullable;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.Pseudonyms;
import org.musubi.audit.What;
import org.musubi.core.Assurance;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;

/** The words of the trail's pages for one viewer. */
record TrailWords(Names names, Pseudonyms pseudonyms, PersonRef viewer) {

  /** The viewer's name for a patient; empty for nobody. */
  String patient(@Nullable MedicalId patient) {
    return patient == null ? "" : pseudonyms.of(patient, viewer);
  }

  /** Whether the patient acts: then the person has no other name than the patient's here. */
  boolean isPatient(AuditEvent event) {
    return event.patient() != null
        && names.person(event.actor().person(), event.patient()).equals(Names.SELF);
  }

  static String assurance(Assurance assurance) {
    return switch (assurance) {
      case SYSTEM -> "システム（利用者なし）";
      case PASSWORD -> "パスワード";
      case ASSERTED -> "接続機関のアサーション";
    };
  }

  static String kind(What.Kind kind) {
    return switch (kind) {
      case DOCUMENT -> "文書";
      case QUERY -> "照会";
      case COMMUNITY -> "地域";
      case PATIENT_IDENTIFIER -> "患者番号";
      case CONSENT -> "同意";
      case CERTIFICATE -> "証明書";
      case ASSERTION -> "アサーション";
      case MEMBER -> "接続機関";
      case FACILITY -> "施設";
      case PERSON -> "利用者";
      case SERVICE -> "サービス";
      case SESSION -> "セッション";
      case PAGE -> "画面";
      case KEY -> "個人の記録の鍵";
    };
  }
}
