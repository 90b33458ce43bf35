package org.musubi.services.records.registry;

import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.RegistryError;

/** Why the registry or the repository refuses, in the code of IHE and in words for people. */
public enum Problem {
  NOT_ONE_SET(
      ErrorCode.REGISTRY_METADATA_ERROR,
      "exactly one submission set is needed",
      "SubmissionSet は 1 件だけ必要です"),
  UNKNOWN_OBJECT(
      ErrorCode.REGISTRY_METADATA_ERROR,
      "an object that is neither document entry, submission set, folder nor association",
      "文書・提出セット・フォルダ・関連のいずれでもないオブジェクトがあります"),
  ID_MISSING_OR_DOUBLE(
      ErrorCode.REGISTRY_METADATA_ERROR,
      "an object has no id, or two have the same",
      "id がない、または重複しているオブジェクトがあります"),
  ID_TAKEN(
      ErrorCode.REGISTRY_METADATA_ERROR,
      "an entryUUID is registered already",
      "entryUUID は既に登録されています"),
  ATTRIBUTE_MISSING(
      ErrorCode.REGISTRY_METADATA_ERROR,
      "a required attribute is missing or cannot be read",
      "必須の属性がない、または読み取れません"),
  NOT_A_MEMBER(
      ErrorCode.REGISTRY_METADATA_ERROR,
      "a document entry or folder is not a member of the submission set",
      "提出セットに属していない文書またはフォルダがあります"),
  BAD_ASSOCIATION(
      ErrorCode.REGISTRY_METADATA_ERROR,
      "an association has an unknown type, or joins what it must not",
      "関連の種別または対象が正しくありません"),
  ANOTHER_PATIENT(
      ErrorCode.PATIENT_ID_DOES_NOT_MATCH,
      "all objects of a submission, and what they refer to, concern one patient",
      "1 回の提出とその参照先は、同一の患者のものでなければなりません"),
  UNKNOWN_PATIENT(ErrorCode.UNKNOWN_PATIENT_ID, "the patient is not known here", "患者が登録されていません"),
  UNRESOLVED(
      ErrorCode.UNRESOLVED_REFERENCE,
      "an association refers to an object that is not here",
      "関連の参照先が見つかりません"),
  TARGET_DEPRECATED(
      ErrorCode.REGISTRY_DEPRECATED_DOCUMENT_ERROR,
      "the document to be replaced, extended or transformed is no longer in use",
      "置換・追記・変換の対象となる文書は既に廃止されています"),
  TWICE_IN_MESSAGE(
      ErrorCode.REGISTRY_DUPLICATE_UNIQUE_ID_IN_MESSAGE,
      "a uniqueId occurs twice in the message",
      "同じ uniqueId が電文内で重複しています"),
  UNIQUE_ID_TAKEN(
      ErrorCode.DUPLICATE_UNIQUE_ID_IN_REGISTRY,
      "the uniqueId of the submission set or folder is registered already",
      "提出セットまたはフォルダの uniqueId は既に登録されています"),
  OTHER_HASH(
      ErrorCode.NON_IDENTICAL_HASH,
      "a document with this uniqueId and another content is here already",
      "同じ uniqueId で内容の異なる文書が既に登録されています"),
  DELETED(
      ErrorCode.REGISTRY_METADATA_ERROR,
      "the document of this uniqueId was deleted by its source",
      "この uniqueId の文書は、作成元で削除されています"),
  NOT_OUR_REPOSITORY(
      ErrorCode.UNKNOWN_REPOSITORY_ID,
      "the repository is not one of this registry",
      "リポジトリ ID が一致しません"),
  DOCUMENT_MISSING(
      ErrorCode.MISSING_DOCUMENT,
      "a document entry came without its document",
      "メタデータに対応する文書が添付されていません"),
  METADATA_MISSING(
      ErrorCode.MISSING_DOCUMENT_METADATA,
      "a document came without its document entry",
      "文書に対応するメタデータがありません"),
  CONTENT_DIFFERS(
      ErrorCode.REPOSITORY_METADATA_ERROR,
      "hash or size of the document is not what the metadata says",
      "文書のハッシュ値またはサイズがメタデータと一致しません"),
  TOO_MANY(
      ErrorCode.TOO_MANY_RESULTS,
      "more results than this registry gives; ask for less or for ObjectRef",
      "検索結果が上限を超えました。条件を絞るか ObjectRef で検索してください"),
  NOT_ONE_PATIENT(
      ErrorCode.RESULT_NOT_SINGLE_PATIENT,
      "the result would concern several patients",
      "検索結果が複数の患者にわたります"),
  NO_SUCH_DOCUMENT(
      ErrorCode.DOCUMENT_UNIQUE_ID_ERROR,
      "there is no such document in this repository",
      "該当する文書はこのリポジトリにありません"),
  UNKNOWN_REPOSITORY(
      ErrorCode.UNKNOWN_REPOSITORY_ID,
      "this community has no such repository",
      "該当するリポジトリはこのコミュニティにありません"),
  UNKNOWN_COMMUNITY(
      ErrorCode.UNKNOWN_COMMUNITY, "the request is meant for another community", "別のコミュニティ宛ての要求です"),
  COMMUNITY_UNAVAILABLE(
      ErrorCode.UNAVAILABLE_COMMUNITY,
      "the community could not be reached through the platform",
      "相互接続基盤を経由して相手コミュニティに接続できません"),
  NOT_DELIVERED(
      ErrorCode.REPOSITORY_ERROR,
      "the document was asked for and did not come, without a word why",
      "要求した文書が、理由が示されないまま届きませんでした"),
  DAMAGED(
      ErrorCode.REPOSITORY_ERROR,
      "the document at rest is not what was stored; it is not given out",
      "保管されている文書が登録時の内容と一致しないため提供できません"),
  STORAGE_FAILED(
      ErrorCode.REPOSITORY_ERROR, "the document could not be kept at this moment", "現在、文書を保管できません"),
  REGISTRY_DOWN(
      ErrorCode.REGISTRY_NOT_AVAILABLE,
      "the registry cannot answer at this moment",
      "現在、レジストリを利用できません");

  private final ErrorCode code;
  private final String english;
  private final String japanese;

  Problem(ErrorCode code, String english, String japanese) {
    this.code = code;
    this.english = english;
    this.japanese = japanese;
  }

  /** The error on the wire. */
  public RegistryError error() {
    return RegistryError.of(code, japanese + " (" + english + ")");
  }

  /**
   * The error on the wire, with what it concerns.
   *
   * @param what names of the standard or ids the sender sent; never a person
   */
  public RegistryError error(String what) {
    return RegistryError.of(code, japanese + " (" + english + "): " + what);
  }
}
