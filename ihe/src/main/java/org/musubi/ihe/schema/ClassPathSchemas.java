package org.musubi.ihe.schema;

import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;

/**
 * Finds imported schemas on the class path under a scheme of our own. The JVM knows no such scheme,
 * so that what is not found here cannot be fetched from anywhere else.
 */
final class ClassPathSchemas implements LSResourceResolver {
  static final String SCHEME = "musubi-schema";

  static InputStream open(String path) {
    InputStream stream = ClassPathSchemas.class.getResourceAsStream(path);
    if (stream == null) {
      throw new IllegalStateException("there is no schema " + path + " on the class path");
    }
    return stream;
  }

  @Override
  public LSInput resolveResource(
      @Nullable String type,
      @Nullable String namespace,
      @Nullable String publicId,
      @Nullable String systemId,
      @Nullable String base) {
    if (systemId == null || base == null || !base.startsWith(SCHEME + ":")) {
      throw new IllegalStateException("a schema is asked for that nothing here refers to");
    }
    URI resolved = URI.create(base).resolve(systemId);
    if (!SCHEME.equals(resolved.getScheme())) {
      throw new IllegalStateException("a schema refers to the network");
    }
    return new SchemaInput(resolved.toString(), open(resolved.getPath()));
  }
}
