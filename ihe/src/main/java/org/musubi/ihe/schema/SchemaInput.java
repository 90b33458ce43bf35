package org.musubi.ihe.schema;

import java.io.InputStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSInput;

/** One schema document; the setters of the interface have no use here. */
record SchemaInput(String systemId, InputStream stream) implements LSInput {

  @Override
  public String getSystemId() {
    return systemId;
  }

  @Override
  public InputStream getByteStream() {
    return stream;
  }

  @Override
  public @Nullable Reader getCharacterStream() {
    return null;
  }

  @Override
  public @Nullable String getStringData() {
    return null;
  }

  @Override
  public @Nullable String getPublicId() {
    return null;
  }

  @Override
  public @Nullable String getBaseURI() {
    return null;
  }

  @Override
  public @Nullable String getEncoding() {
    return null;
  }

  @Override
  public boolean getCertifiedText() {
    return false;
  }

  @Override
  public void setCharacterStream(@Nullable Reader reader) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setByteStream(@Nullable InputStream stream) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setStringData(@Nullable String text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setSystemId(@Nullable String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setPublicId(@Nullable String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setBaseURI(@Nullable String uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setEncoding(@Nullable String encoding) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setCertifiedText(boolean certified) {
    throw new UnsupportedOperationException();
  }
}
