package org.musubi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("law")
class SourceTest {
  private static final SourceTree TREE = SourceTree.here();
  private static List<JavaSource> sources;

  @BeforeAll
  static void read() {
    sources = JavaSource.parse(TREE, TREE.java());
  }

  @Test
  void everyJavaFileIsAPage() {
    assertThat(
            SourceCheck.sizes(TREE.java().stream().collect(Collectors.toMap(n -> n, TREE::size))))
        .isEmpty();
  }

  @Test
  void noTypeIsNamedAfterAPattern() {
    assertThat(sources).flatMap(SourceCheck::names).isEmpty();
  }

  @Test
  void productionCodeIsToldTheTime() {
    assertThat(sources)
        .filteredOn(source -> SourceCheck.inProduction(source.name()))
        .isNotEmpty()
        .flatMap(SourceCheck::time)
        .isEmpty();
  }

  @Test
  void everyPublicTypeSaysWhatItIs() {
    assertThat(sources)
        .filteredOn(source -> source.name().contains("/src/main/java/"))
        .flatMap(JavaSource::unexplained)
        .isEmpty();
  }

  @Test
  void aPublicTypeWithoutAWordIsFound() {
    var source =
        JavaSource.parse(
            "A.java",
            "package a; /** Said. */ public class A { public enum B { C } class D {} } class E {}");

    assertThat(source.unexplained()).containsExactly("a.A.B");
  }

  @Test
  void aFileThatIsNoPageIsFound() {
    assertThat(SourceCheck.sizes(Map.of("A.java", 16_385L, "B.java", 10L, "C.java", 10L)))
        .containsExactlyInAnyOrder(
            "A.java is no page: 16385 bytes", "the mean file has 5468 bytes");
    assertThat(SourceCheck.sizes(Map.of("A.java", 4_096L))).isEmpty();
  }

  @Test
  void aPatternNameIsFoundAlsoWhenNested() {
    var source =
        JavaSource.parse("A.java", "package a; class A { record FooDTO() {} } class Service {}");

    assertThat(SourceCheck.names(source)).containsExactly("A.java names a type FooDTO");
  }

  @Test
  void theMachinesTimeIsFoundButNotInWordsOrFromAClock() {
    var source =
        JavaSource.parse(
            "A.java",
            """
            package a;
            class A { // Instant.now()
              Object a = java.time.Instant.now(), b = new Date(), c = System.currentTimeMillis();
              Object d = Instant.now(clock), e = new Date(5), f = "LocalDate.now()";
            }
            """);

    assertThat(SourceCheck.time(source)).hasSize(3);
  }
}
