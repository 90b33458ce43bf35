package org.musubi.laws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The checked-out files of the project, without what a build or a run leaves behind. */
record SourceTree(Path root) {
  private static final Set<String> LEFT_BEHIND =
      Set.of("target", "var", ".git", ".idea", "node_modules");

  /** The tree this test runs in: the property the build sets, or the folder that holds mvnw. */
  static SourceTree here() {
    String given = System.getProperty("musubi.root");
    if (given != null && Files.exists(Path.of(given, "mvnw"))) {
      return new SourceTree(Path.of(given));
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no folder above holds mvnw");
    }
    return new SourceTree(folder);
  }

  /** Paths relative to the root, with forward slashes, in order. */
  List<String> files(Predicate<String> wanted) {
    List<String> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return LEFT_BEHIND.contains(String.valueOf(folder.getFileName()))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = root.relativize(file).toString().replace('\\', '/');
              if (attributes.isRegularFile() && wanted.test(name)) {
                found.add(name);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return found.stream().sorted().toList();
  }

  List<String> java() {
    return files(name -> name.endsWith(".java"));
  }

  /** Java files that hold tests; those of the pages lie apart, since they need a browser. */
  List<String> tests() {
    return files(name -> name.matches("[a-z0-9]+/src/(test|pages)/java/.*\\.java"));
  }

  boolean has(String name) {
    return Files.exists(root.resolve(name));
  }

  long size(String name) {
    try {
      return Files.size(root.resolve(name));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  String text(String name) {
    try {
      return Files.readString(root.resolve(name));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
