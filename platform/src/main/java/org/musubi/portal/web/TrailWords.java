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

  /** What a detail's key is called; a key without a name of its own stays as it was recorded. */
  static String detail(String key) {
    return switch (key) {
      case "transaction" -> "IHEトランザクション";
      case "verdict" -> "マルウェア検査";
      case "search" -> "検索条件の種類";
      case "found" -> "見つかった件数";
      case "page" -> "表示した部分";
      case "position" -> "対象の証跡番号";
      case "complaint" -> "申立ての受付番号";
      case "inquiry" -> "調査の受付番号";
      case "erasure" -> "消去の請求の受付番号";
      case "urgent" -> "緊急";
      case "until" -> "期限";
      case "review" -> "確認の結果";
      case "purpose" -> "求められた利用目的";
      case "fault" -> "拒否の内容";
      case "not-listed" -> "記録を省いた対象の数";
      default -> key;
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
