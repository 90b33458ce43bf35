package org.musubi.ihe.documents;

import java.io.IOException;

/** A message with documents that is not taken, with the reason; nothing of its content is in it. */
public final class DocumentRefused extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** The Content-Type or a part's header is not what MTOM says. */
    BAD_MIME("the MIME structure is not that of MTOM", "MIME の構造が MTOM に合いません"),
    /** multipart/related without a boundary, or one that is not valid. */
    NO_BOUNDARY("the boundary is missing or not valid", "boundary がないか、正しくありません"),
    /** The stream ended before the closing boundary. */
    TRUNCATED("the message ends too early", "メッセージが途中で終わっています"),
    /** The part that start names is not there. */
    NO_ROOT_PART("the root part is missing", "ルートパートがありません"),
    /** A part that no Include names, or a part where none belongs. */
    UNEXPECTED_PART("a part that no document refers to", "どの文書からも参照されないパートがあります"),
    /** An Include names a part that is not there. */
    MISSING_PART("a document refers to a part that is missing", "文書が参照するパートがありません"),
    /** Two parts with one Content-ID, or two Includes of one part. */
    DUPLICATE_PART("a Content-ID is used twice", "Content-ID が重複しています"),
    /** A Content-Transfer-Encoding other than binary. */
    BAD_TRANSFER_ENCODING(
        "the Content-Transfer-Encoding must be binary", "Content-Transfer-Encoding は binary のみです"),
    /** A Document that holds something other than base64 or one Include. */
    BAD_DOCUMENT("a document is neither base64 nor one Include", "文書が base64 でも Include でもありません"),
    /** Base64 that is not valid, or not whole. */
    BAD_BASE64("the base64 is not valid", "base64 が正しくありません"),
    /** More documents, or more bytes, than the limits. */
    TOO_LARGE("larger than the limit", "上限を超える大きさです"),
    /** The spool has no room; ours, and passing. */
    SPOOL_FULL("no room for documents at this moment", "現在、文書を受け入れる空きがありません"),
    /** The spool could not write; ours. */
    SPOOL_FAILED("documents cannot be kept at this moment", "現在、文書を一時保管できません"),
    /** The spool is closed: the process is ending; ours. */
    SPOOL_CLOSED("the service is stopping", "サービスは停止処理中です");

    private final String words;
    private final String japanese;

    Reason(String words, String japanese) {
      this.words = words;
      this.japanese = japanese;
    }

    /** The reason in Japanese, for the person who reads the fault. */
    public String japanese() {
      return japanese;
    }

    /** Whether the cause is on our side, so that the sender may try again. */
    public boolean ours() {
      return this == SPOOL_FULL || this == SPOOL_FAILED || this == SPOOL_CLOSED;
    }
  }

  private final Reason reason;

  /** Refuses for a reason. */
  public DocumentRefused(Reason reason) {
    super(reason.words);
    this.reason = reason;
  }

  /** Refuses for a reason that another failure gave. */
  public DocumentRefused(Reason reason, Throwable cause) {
    super(reason.words, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
