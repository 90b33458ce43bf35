package org.musubi.ihe.soap;

import java.io.IOException;
import java.io.OutputStream;
import org.musubi.ihe.documents.DocumentWriter;

/** What is sent: an envelope alone, or with documents. */
sealed interface RequestBody {
  /** The envelope. */
  Envelope envelope();

  String contentType();

  long length();

  void writeTo(OutputStream out) throws IOException;

  /** An envelope alone. */
  record Plain(Envelope envelope, byte[] bytes) implements RequestBody {
    Plain(Envelope envelope) {
      this(envelope, envelope.toBytes());
    }

    @Override
    public String contentType() {
      return envelope.contentType();
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  /** An envelope with documents, read from the spool while it is sent. */
  record WithDocuments(Envelope envelope, DocumentWriter writer) implements RequestBody {
    @Override
    public String contentType() {
      return writer.contentType();
    }

    @Override
    public long length() {
      return writer.contentLength();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      writer.writeTo(out);
    }
  }
}
