package org.musubi.audit;

/** What was done. Names are stored: an entry is never renamed or removed, new ones are added. */
public enum Action {
  /** A patient was looked for in a community (ITI-55, ITI-47, locator use). */
  DISCOVER("患者の照会"),
  /** Metadata of documents were asked for (ITI-38, ITI-18). */
  QUERY("文書一覧の照会"),
  /** Documents were fetched (ITI-39, ITI-43). */
  RETRIEVE("文書の取得"),
  /** Documents were stored (ITI-41, ITI-42). */
  STORE("文書の登録"),
  /** 同意. */
  CONSENT_GIVEN("同意"),
  /** 同意撤回. */
  CONSENT_WITHDRAWN("同意撤回"),
  /** A person signed in. */
  SIGN_IN("サインイン"),
  /** A sign-in was refused. */
  SIGN_IN_REFUSED("サインイン拒否"),
  /** A person signed out or a session ended. */
  SIGN_OUT("サインアウト"),
  /**
   * A request was refused before it became one of the other actions (certificate, assertion,
   * right).
   */
  REFUSED("要求の拒否"),
  /**
   * The platform issued an assertion about a person outside another act; one that it signs for a
   * query or a retrieval is part of that act, whose receipt the signing code demands.
   */
  ASSERTION_ISSUED("アサーション発行"),
  /** A member's system or a network device reported something that it did or saw (ATNA, syslog). */
  REPORTED("機器・機関からの報告"),
  /** A part of the trail was prepared as a file, or taken away. */
  TRAIL_EXPORTED("証跡の書き出し"),
  /** A person's key was destroyed: what the trail says of that person can be read no more. */
  PERSON_KEY_DESTROYED("個人の記録の消去（鍵の破棄）"),
  /** Somebody asks to destroy the keys of a person. */
  ERASURE_REQUESTED("消去の請求"),
  /** Another person confirmed it. */
  ERASURE_CONFIRMED("消去の確認"),
  /** Another person refused it. */
  ERASURE_REFUSED("消去の請求の却下"),
  /** 証明書発行. */
  CERTIFICATE_ISSUED("証明書発行"),
  /** 失効. */
  CERTIFICATE_REVOKED("証明書失効"),
  /** A Member entered the registry. */
  MEMBER_REGISTERED("接続機関の登録"),
  /** 利用中止. */
  MEMBER_SUSPENDED("接続機関の利用中止"),
  /** 再開. */
  MEMBER_RESUMED("接続機関の再開"),
  /** A Facility entered the registry. */
  FACILITY_REGISTERED("施設の登録"),
  /** A person was given an account or an affiliation. */
  PRACTITIONER_REGISTERED("利用者の登録"),
  /** A trusted assertion issuer was bound to a Member. */
  ISSUER_REGISTERED("発行者の登録"),
  /** A service or community, or its route, entered the directory. */
  SERVICE_REGISTERED("サービスの登録"),
  /** A local number was linked to a person. */
  PATIENT_LINKED("患者番号の紐付け"),
  /** A page of the trail itself was read. */
  HISTORY_READ("閲覧履歴の参照"),
  /** A patient complained of an act about their record. */
  COMPLAINT_RAISED("閲覧についての申立て"),
  /** Somebody began to look into a complaint. */
  COMPLAINT_CHECKED("申立ての確認開始"),
  /** A patient's complaint was answered. */
  COMPLAINT_ANSWERED("申立てへの回答"),
  /** An auditor wants to look through the trail for persons, and says why. */
  INQUIRY_OPENED("調査の申請"),
  /** Another person approved an inquiry. */
  INQUIRY_APPROVED("調査の承認"),
  /** Another person refused an inquiry. */
  INQUIRY_REFUSED("調査の却下"),
  /** An auditor ended an inquiry. */
  INQUIRY_ENDED("調査の終了"),
  /** Another person said of an urgent inquiry whether it was proper. */
  INQUIRY_REVIEWED("緊急の調査の確認"),
  /** The clock jumped. */
  CLOCK_STEPPED("時計の変更"),
  /** The clock differs from the time servers from here on. */
  CLOCK_ADRIFT("時計のずれ"),
  /** The clock agrees with the time servers again. */
  CLOCK_TRUE("時計の回復");

  private final String japanese;

  Action(String japanese) {
    this.japanese = japanese;
  }

  /** Whether the act shows something about a patient to somebody. */
  public boolean discloses() {
    return this == DISCOVER || this == QUERY || this == RETRIEVE;
  }

  /** The words for pages. */
  public String japanese() {
    return japanese;
  }
}
