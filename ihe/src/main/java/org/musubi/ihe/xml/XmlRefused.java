package org.musubi.ihe.xml;

/** XML that is not taken, with the reason; nothing of the text or of the parser is in it. */
public final class XmlRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** Not well-formed XML 1.0 with namespaces, or cut off. */
    NOT_WELL_FORMED("not well-formed XML 1.0", "整形式の XML 1.0 ではありません"),
    /** Bytes that are not UTF-8, or another encoding declared. */
    NOT_UTF8("not UTF-8", "UTF-8 ではありません"),
    /** A document type declaration; SOAP 1.2 forbids it. */
    DOCTYPE("a document type declaration is not allowed", "文書型宣言（DOCTYPE）は使えません"),
    /** A reference to an entity other than the five of XML. */
    ENTITY("an entity reference is not allowed", "実体参照は使えません"),
    /** A processing instruction; SOAP 1.2 forbids it. */
    PROCESSING_INSTRUCTION("a processing instruction is not allowed", "処理命令は使えません"),
    /** An element of XInclude. */
    XINCLUDE("XInclude is not allowed", "XInclude は使えません"),
    /** More nested elements than the limit. */
    TOO_DEEP("elements nested too deep", "要素の入れ子が深すぎます"),
    /** More bytes, elements, attributes or characters than the limit. */
    TOO_LARGE("larger than the limit", "上限を超える大きさです");

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
  }

  private final Reason reason;

  /** Refuses for a reason. */
  public XmlRefused(Reason reason) {
    super(reason.words, null, false, false);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
