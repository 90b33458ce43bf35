package org.musubi.laws;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * What the laws need to know of one Java file, read by the compiler's own parser so that comments
 * and strings mislead nobody.
 *
 * @param name path relative to the root
 * @param types the types declared in it, nested ones with a dot
 * @param tests its test methods (and ArchUnit's test fields)
 * @param bareCalls calls and constructions without an argument, as written: {@code Instant.now}
 * @param unexplained public types without Javadoc
 */
record JavaSource(
    String name,
    List<String> types,
    List<Test> tests,
    Set<String> bareCalls,
    List<String> unexplained) {

  /**
   * A test as the sources declare it.
   *
   * @param reference {@code package.Class#method}
   * @param title the display name, or the method's name
   * @param disabled by itself or by a type around it
   */
  record Test(String reference, String title, boolean disabled) {}

  private static final Set<String> TEST_MARKS =
      Set.of(
          "Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "ArchTest");

  static List<JavaSource> parse(SourceTree tree, List<String> names) {
    return names.stream().map(name -> parse(name, tree.text(name))).toList();
  }

  static JavaSource parse(String name, String text) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null, null, found -> {}, List.of("-proc:none"), null, List.of(file(name, text)));
    try {
      Reader reader = new Reader(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        reader.scan(unit, null);
      }
      return new JavaSource(
          name, reader.types, reader.tests, Set.copyOf(reader.bareCalls), reader.unexplained);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static JavaFileObject file(String name, String text) {
    URI uri = URI.create("string:///" + name.substring(name.lastIndexOf('/') + 1));
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private static final class Reader extends TreePathScanner<Void, Void> {
    final List<String> types = new ArrayList<>();
    final List<Test> tests = new ArrayList<>();
    final Set<String> bareCalls = new LinkedHashSet<>();
    private final Deque<String> enclosing = new ArrayDeque<>();
    final List<String> unexplained = new ArrayList<>();
    private final DocTrees docs;
    private int disabledAround;

    Reader(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public Void visitCompilationUnit(CompilationUnitTree unit, Void nothing) {
      enclosing.push(unit.getPackageName() == null ? "" : unit.getPackageName().toString());
      return super.visitCompilationUnit(unit, nothing);
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (type.getSimpleName().isEmpty()) {
        return super.visitClass(type, nothing);
      }
      String full = enclosing.element() + "." + type.getSimpleName();
      types.add(full);
      if (type.getModifiers().getFlags().contains(Modifier.PUBLIC)
          && docs.getDocComment(getCurrentPath()) == null) {
        unexplained.add(full);
      }
      enclosing.push(full);
      int disabled = marked(type.getModifiers(), Set.of("Disabled")) ? 1 : 0;
      disabledAround += disabled;
      super.visitClass(type, nothing);
      disabledAround -= disabled;
      enclosing.pop();
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      note(method.getModifiers(), method.getName().toString());
      return super.visitMethod(method, nothing);
    }

    @Override
    public Void visitVariable(VariableTree field, Void nothing) {
      note(field.getModifiers(), field.getName().toString());
      return super.visitVariable(field, nothing);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      if (call.getArguments().isEmpty()) {
        bareCalls.add(call.getMethodSelect().toString());
      }
      return super.visitMethodInvocation(call, nothing);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void nothing) {
      if (made.getArguments().isEmpty()) {
        bareCalls.add("new " + made.getIdentifier());
      }
      return super.visitNewClass(made, nothing);
    }

    private void note(ModifiersTree modifiers, String name) {
      if (marked(modifiers, TEST_MARKS)) {
        boolean disabled = disabledAround > 0 || marked(modifiers, Set.of("Disabled"));
        tests.add(new Test(enclosing.element() + "#" + name, title(modifiers, name), disabled));
      }
    }

    private static boolean marked(ModifiersTree modifiers, Set<String> marks) {
      return modifiers.getAnnotations().stream().anyMatch(mark -> marks.contains(simple(mark)));
    }

    private static String simple(AnnotationTree mark) {
      String type = mark.getAnnotationType().toString();
      return type.substring(type.lastIndexOf('.') + 1);
    }

    /** The display name; a parser without attribution sees a lone value bare, not as value=. */
    private static String title(ModifiersTree modifiers, String name) {
      for (AnnotationTree mark : modifiers.getAnnotations()) {
        if (simple(mark).equals("DisplayName")) {
          ExpressionTree given = mark.getArguments().getFirst();
          ExpressionTree value =
              given instanceof AssignmentTree named ? named.getExpression() : given;
          if (value instanceof LiteralTree literal) {
            return String.valueOf(literal.getValue());
          }
        }
      }
      return name;
    }
  }
}
