package org.musubi.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The stand-alone verifier as a jar, made of the classes that this platform itself runs. */
final class VerifierJar {
  private static final String PACKAGE = "org/musubi/tlog/";

  private VerifierJar() {}

  /** Writes the jar; the stream stays open. */
  static void write(OutputStream out) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "org.musubi.tlog.Verify");
    var jar = new JarOutputStream(out, manifest);
    var classes = new TreeMap<String, Resource>();
    for (var found :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:" + PACKAGE + "*.class")) {
      classes.putIfAbsent(PACKAGE + found.getFilename(), found);
    }
    for (var one : classes.entrySet()) {
      jar.putNextEntry(new JarEntry(one.getKey()));
      jar.write(one.getValue().getContentAsByteArray());
      jar.closeEntry();
    }
    jar.finish();
  }
}
