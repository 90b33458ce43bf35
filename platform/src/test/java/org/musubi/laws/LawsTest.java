package org.musubi.laws;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.logging.LogManager;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;

/** What holds for every class of the platform: ARCHITECTURE.md, "Laws". */
@Tag("law")
class LawsTest {
  private static final JavaClasses PLATFORM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.musubi");

  private static final ArchRule ENDINGS =
      noClasses()
          .should()
          .haveNameMatching(".+(?<![.$])(Service|Manager|Impl|Util|Utils|Helper|DTO|Dto)(\\$.*)?")
          .because("a name says what a thing is in the field, not which pattern it follows");

  private static final ArchRule INJECTED_TIME =
      noClasses()
          .should()
          .callMethodWhere(theMachineIsAskedForTheTime())
          .orShould()
          .callConstructor(Date.class)
          .because("time is injected as a Clock");

  @Test
  void noNameEndsInAPattern() {
    ENDINGS.check(PLATFORM);
  }

  @Test
  void timeIsInjected() {
    INJECTED_TIME.check(PLATFORM);
  }

  @Test
  void aClockIsMadeOnlyWhereTheApplicationIsPutTogether() {
    noClasses()
        .that()
        .areNotAnnotatedWith(Configuration.class)
        .should()
        .callMethodWhere(
            describe(
                "makes a system clock",
                (JavaMethodCall call) ->
                    Set.of("java.time.Clock", "java.time.InstantSource")
                            .contains(call.getTargetOwner().getName())
                        && call.getName().matches("system.*|tick.*")))
        .check(PLATFORM);
  }

  @Test
  void onlyTheEdgeSpeaksHttp() {
    noClasses()
        .that(resideOutsideTheEdge())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "jakarta.servlet..",
                "org.springframework.web..",
                "org.springframework.ui..",
                "org.springframework.http..",
                "org.thymeleaf.."))
        .because("a room does not know how it is called; only its web child translates")
        .check(PLATFORM);
  }

  @Test
  void theEdgeTranslatesAndAsksNoDatabase() {
    noClasses()
        .that(resideInAnyPackage("..web..", "org.musubi.portal.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.springframework.jdbc..", "javax.sql..", "java.sql.."))
        .allowEmptyShould(true)
        .because("a page or an endpoint has no rules of its own")
        .check(PLATFORM);
  }

  @Test
  void nothingLeansOnAWebChild() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..web..", "org.musubi.portal..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.musubi..web.."))
        .allowEmptyShould(true)
        .check(PLATFORM);
  }

  @Test
  void onlyTheAuditTrailHoldsTheLogAndOnlyTheKernelTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.musubi.audit..", "org.musubi.tlog..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.musubi.tlog.."))
        .check(PLATFORM);
    noClasses()
        .that()
        .resideOutsideOfPackages("org.musubi", "org.musubi.core.store..", "org.musubi.postgres..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.musubi.postgres.."))
        .check(PLATFORM);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(PLATFORM)
        .filteredOn(type -> !type.getPackageName().equals("org.musubi"))
        .allMatch(type -> type.getPackage().isAnnotatedWith(NullMarked.class));
  }

  @Test
  void aBrokenLawIsFound() {
    var broken = new ClassFileImporter().importClasses(LogManager.class, Careless.class);

    assertThatThrownBy(() -> ENDINGS.check(broken)).hasMessageContaining("LogManager");
    assertThatThrownBy(() -> INJECTED_TIME.check(broken)).hasMessageContaining("Instant.now()");
  }

  private static DescribedPredicate<JavaClass> resideOutsideTheEdge() {
    return DescribedPredicate.not(
        resideInAnyPackage(
                "..web..",
                "org.musubi.portal..",
                "org.musubi.gateway.iti..",
                "org.musubi.gateway.fhir..")
            .or(
                describe(
                    "a numbered transaction",
                    type -> type.getPackageName().matches("org\\.musubi\\.gateway\\.iti\\d+.*"))));
  }

  private static DescribedPredicate<JavaMethodCall> theMachineIsAskedForTheTime() {
    return describe(
        "asks the machine for the time",
        (JavaMethodCall call) ->
            call.getTarget().getFullName().equals("java.lang.System.currentTimeMillis()")
                || (isTime(call)
                    && call.getName().equals("now")
                    && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(given -> given.getName().equals("java.time.Clock"))));
  }

  private static boolean isTime(JavaAccess<?> access) {
    return access.getTargetOwner().getPackageName().equals("java.time");
  }

  /** A class that breaks the law of time, to see that it can be broken. */
  static class Careless {
    Instant when() {
      return Instant.now();
    }
  }
}
