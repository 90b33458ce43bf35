package org.musubi.ihe.xml;

/**
 * How much of a message is taken before it is refused. Ours: the seeds and IHE name no limits.
 *
 * @param xmlBytes bytes of XML, documents in it not counted
 * @param depth nested elements; never above 100
 * @param elements elements in the tree
 * @param attributes attributes on one element
 * @param textLength characters of one text or one attribute value
 * @param documents documents in one message
 * @param documentBytes bytes of one document, decoded
 * @param messageBytes bytes of the whole message as it comes in
 */
public record Limits(
    long xmlBytes,
    int depth,
    int elements,
    int attributes,
    int textLength,
    int documents,
    long documentBytes,
    long messageBytes) {
  static final int DEEPEST = 100;
  private static final long MB = 1024L * 1024;

  /** Checks that each is positive and the depth at most 100. */
  public Limits {
    if (xmlBytes < 1 || depth < 1 || elements < 1 || attributes < 1 || textLength < 1) {
      throw new IllegalArgumentException("limits are positive");
    }
    if (documents < 0 || documentBytes < 1 || messageBytes < 1 || depth > DEEPEST) {
      throw new IllegalArgumentException("limits are positive, and the depth at most " + DEEPEST);
    }
  }

  /** For metadata: 8 MB of XML, 200,000 elements, no documents. */
  public static Limits forMetadata() {
    return new Limits(8 * MB, DEEPEST, 200_000, 64, (int) MB, 0, 1, 8 * MB);
  }

  /** For documents: as metadata, with up to 256 documents of 1 GB each, 2 GB together. */
  public static Limits forDocuments() {
    return new Limits(8 * MB, DEEPEST, 200_000, 64, (int) MB, 256, 1024 * MB, 2048 * MB);
  }

  /** With another size of XML (bytes). */
  public Limits withXmlBytes(long bytes) {
    return new Limits(
        bytes, depth, elements, attributes, textLength, documents, documentBytes, messageBytes);
  }

  /** With another size of each document (bytes). */
  public Limits withDocumentBytes(long bytes) {
    return new Limits(
        xmlBytes, depth, elements, attributes, textLength, documents, bytes, messageBytes);
  }

  /** With another number of documents. */
  public Limits withDocuments(int most) {
    return new Limits(
        xmlBytes, depth, elements, attributes, textLength, most, documentBytes, messageBytes);
  }

  /** With another size of the whole message (bytes). */
  public Limits withMessageBytes(long bytes) {
    return new Limits(
        xmlBytes, depth, elements, attributes, textLength, documents, documentBytes, bytes);
  }
}
