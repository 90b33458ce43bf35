package org.musubi.gateway.exchange;

import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.RegistryError;

/** What callers are told, in English and Japanese: no values of a message, no internals. */
public enum Words {
  LATE("The community did not answer in time.", "当該地域は制限時間内に応答しませんでした。"),
  UNREACHABLE("The community cannot be reached.", "当該地域に接続できません。"),
  PAUSED(
      "The community has not been answering and is not asked for a while.",
      "当該地域は応答しない状態が続いているため、照会を一時的に控えています。"),
  BUSY("Too many exchanges with the community are under way.", "当該地域への照会が集中しています。時間をおいて再度お試しください。"),
  FAULT("The community answered with a fault.", "当該地域がエラー（SOAP Fault）を返しました。"),
  GARBAGE("The answer of the community cannot be used.", "当該地域の応答が規約に合わないため、利用できません。"),
  TOO_MUCH("The answer of the community exceeds the limits.", "当該地域の応答が上限を超えています。"),
  NO_ROOM("There is no room for documents at this moment.", "現在、文書を受け入れる空きがありません。"),
  BROKEN("The platform could not ask the community.", "基盤側の障害により、当該地域に照会できませんでした。"),
  REPORTED("The community reported this error.", "当該地域がこのエラーを報告しました。"),
  UNKNOWN_COMMUNITY("No such community is joined.", "指定された地域（homeCommunityId）は接続されていません。"),
  UNKNOWN_DOCUMENT(
      "The document is not known or must not be disclosed.", "指定された文書は存在しないか、開示できません。"),
  UNKNOWN_REPOSITORY("The document is not kept in that repository.", "指定されたリポジトリには、この文書はありません。"),
  NOT_DELIVERED("The community did not deliver the document.", "当該地域は文書を送信しませんでした。"),
  WRONG_HASH("The document does not match the hash in its metadata.", "文書の内容がメタデータのハッシュ値と一致しません。"),
  WRONG_SIZE("The document does not match the size in its metadata.", "文書の大きさがメタデータと一致しません。"),
  NOT_VERIFIABLE(
      "The metadata of the document hold no hash and size to verify it by.",
      "メタデータにハッシュ値または大きさがなく、文書を検証できません。"),
  TOO_MANY_DOCUMENTS("Too many documents are asked for at once.", "一度に要求できる文書数の上限を超えています。"),
  TOO_MANY_OBJECTS("Too many objects are asked for at once.", "一度に照会できる件数の上限を超えています。"),
  MISSING_HOME("A homeCommunityId is needed.", "homeCommunityId が必要です。");

  private final String english;
  private final String japanese;

  Words(String english, String japanese) {
    this.english = english;
    this.japanese = japanese;
  }

  public String english() {
    return english;
  }

  public String japanese() {
    return japanese;
  }

  /** Both, for a {@code codeContext}. */
  public String both() {
    return english + " / " + japanese;
  }

  /** An error of no community in particular. */
  public RegistryError error(ErrorCode code) {
    return RegistryError.of(code, both());
  }

  /** An error said of a community. */
  public RegistryError error(ErrorCode code, HomeCommunityId home) {
    return error(code).at(home);
  }

  /** Whether an error of ours says this. */
  public boolean areSaidBy(RegistryError error) {
    return error.context().equals(both());
  }
}
