package org.musubi.ihe.xua;

/**
 * Why an assertion is refused. Each reason has a sentence for the person at the other end in both
 * languages, and the fault subcode of WS-Security 1.1 section 12 (local name in the namespace
 * {@link #WSSE}).
 */
public enum Reason {
  MISSING("InvalidSecurity", "The message carries no assertion.", "アサーションが付いていません。"),
  NOT_AN_ASSERTION(
      "UnsupportedSecurityToken",
      "The security token is not a SAML 2.0 assertion.",
      "セキュリティトークンが SAML 2.0 アサーションではありません。"),
  MALFORMED(
      "InvalidSecurityToken",
      "The assertion is not built as SAML 2.0 says.",
      "アサーションの構造が正しくありません。"),
  UNKNOWN_ISSUER(
      "FailedAuthentication",
      "The issuer of the assertion is not bound to the caller.",
      "アサーションの発行者が、接続元の機関に対して登録されていません。"),
  UNSIGNED("InvalidSecurity", "The assertion is not signed.", "アサーションに署名がありません。"),
  WRAPPED(
      "InvalidSecurity",
      "The signature does not cover exactly this assertion.",
      "署名の対象がこのアサーション全体と一致しません。"),
  WEAK_ALGORITHM(
      "UnsupportedAlgorithm",
      "The signature uses an algorithm that is not accepted.",
      "認められていない署名アルゴリズムが使われています。"),
  ISSUER_KEY_NOT_VALID(
      "FailedAuthentication",
      "The issuer's certificate is not valid now.",
      "アサーション発行者の証明書が有効期間内ではありません。"),
  BAD_SIGNATURE(
      "FailedCheck", "The signature of the assertion does not verify.", "アサーションの署名を検証できません。"),
  NOT_YET_VALID("InvalidSecurityToken", "The assertion is not valid yet.", "アサーションの有効期間が始まっていません。"),
  EXPIRED("MessageExpired", "The assertion has expired.", "アサーションの有効期間が過ぎています。"),
  LIVES_TOO_LONG(
      "InvalidSecurityToken",
      "The assertion is valid for longer than is accepted.",
      "アサーションの有効期間が、認められた長さを超えています。"),
  WRONG_AUDIENCE(
      "InvalidSecurityToken",
      "The assertion is meant for another audience.",
      "アサーションの宛先が本基盤ではありません。"),
  UNSUPPORTED_CONDITION(
      "InvalidSecurityToken",
      "The assertion sets a condition that is not understood.",
      "アサーションに解釈できない条件が付いています。"),
  SUBJECT_NOT_CONFIRMED(
      "InvalidSecurityToken",
      "The assertion has no valid bearer confirmation of its subject.",
      "アサーションの主体が確認されていません（bearer 確認がない、または期限切れです）。"),
  NO_AUTHENTICATION(
      "InvalidSecurityToken",
      "The assertion does not say how the person was authenticated.",
      "利用者の認証方法がアサーションに示されていません。"),
  ROLE_MISSING(
      "InvalidSecurityToken",
      "The assertion names no single subject role.",
      "利用者の資格（役割）が一つに定まりません。"),
  ORGANISATION_MISSING(
      "InvalidSecurityToken",
      "The assertion names no single organisation identifier.",
      "所属機関の識別子が一つに定まりません。"),
  PURPOSE_MISSING(
      "InvalidSecurityToken", "The assertion names no single purpose of use.", "利用目的が一つに定まりません。"),
  ATTRIBUTE_AMBIGUOUS(
      "InvalidSecurityToken",
      "The assertion states an attribute more than once, or unreadably.",
      "アサーションの属性が重複しているか、読み取れません。");

  /** Namespace of the fault subcodes. */
  public static final String WSSE =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

  private final String faultCode;
  private final String english;
  private final String japanese;

  Reason(String faultCode, String english, String japanese) {
    this.faultCode = faultCode;
    this.english = english;
    this.japanese = japanese;
  }

  /** Local name of the fault subcode in {@link #WSSE}, e.g. {@code FailedAuthentication}. */
  public String faultCode() {
    return faultCode;
  }

  /** One sentence without any value of the assertion. */
  public String english() {
    return english;
  }

  /** The same in Japanese. */
  public String japanese() {
    return japanese;
  }
}
