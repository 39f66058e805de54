package ai.stigmer.agentrunner;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The arrows between the packages of the worker and its commands.
class ArchitectureTest {

  private static final String BASE = "ai.stigmer.agentrunner";
  private static final String EVERYTHING = "*";

  /// What each package may use besides the JDK; the order is from the ground up.
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("secret", List.of()),
          Map.entry("json", List.of()),
          Map.entry("contract", List.of()),
          Map.entry("conversation", List.of()),
          Map.entry("control", List.of()),
          Map.entry("startup", List.of()),
          Map.entry("llm", List.of("secret", "json", "conversation")),
          Map.entry("session", List.of("json", "conversation")),
          Map.entry("shell", List.of("session")),
          Map.entry("tool", List.of("json", "conversation", "session", "shell")),
          Map.entry("agent", List.of("contract")),
          Map.entry("config", List.of("secret", "llm")),
          Map.entry("logging", List.of("secret", "json", "config")),
          Map.entry("execution", List.of("contract", "conversation", "session")),
          Map.entry("backend", List.of("secret", "contract", "config", "execution")),
          Map.entry("activity", List.of("contract", "conversation", "execution", "session")),
          Map.entry(
              "workflow", List.of("contract", "json", "control", "agent", "execution", "activity")),
          Map.entry(
              "worker",
              List.of(
                  "secret",
                  "contract",
                  "conversation",
                  "control",
                  "startup",
                  "llm",
                  "session",
                  "shell",
                  "tool",
                  "agent",
                  "config",
                  "execution",
                  "backend",
                  "activity",
                  "workflow")),
          Map.entry("command", List.of(EVERYTHING)));

  /// Third-party libraries, and the only packages that may use each.
  private static final Map<String, List<String>> ONLY_USERS =
      Map.of(
          "com.fasterxml.jackson..", List.of("json"),
          "com.google.protobuf..",
              List.of("contract", "agent", "execution", "backend", "activity", "workflow"),
          "dev.langchain4j..", List.of("llm"),
          "io.grpc..", List.of("contract", "backend", "workflow", "worker"),
          "io.temporal..", List.of("activity", "workflow", "worker"),
          "io.temporal.serviceclient..", List.of("worker"),
          "io.temporal.worker..", List.of("worker"),
          "org.snakeyaml..", List.of("agent"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void everyPackageHasItsArrows() {
    assertThat(
            CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(BASE))
                .map(name -> name.substring(BASE.length() + 1).replaceFirst("\\..*", "")))
        .isSubsetOf(MAY_USE.keySet());
  }

  @TestFactory
  Stream<DynamicTest> eachPackageUsesOnlyWhatItMay() {
    return MAY_USE.entrySet().stream()
        .filter(entry -> !entry.getValue().contains(EVERYTHING))
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(), () -> usesOnly(entry.getKey(), entry.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> eachLibraryHasItsOnlyUsers() {
    return ONLY_USERS.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    noClasses()
                        .that(not(resideInAnyPackage(packages(entry.getValue()))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(entry.getKey())
                        .allowEmptyShould(true)
                        .check(CLASSES)));
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  private static void usesOnly(String name, List<String> allowed) {
    DescribedPredicate<JavaClass> outside =
        resideInAPackage(BASE + "..")
            .and(not(resideInAPackage(BASE + "." + name + "..")))
            .and(not(resideInAnyPackage(packages(allowed))));
    noClasses()
        .that()
        .resideInAPackage(BASE + "." + name + "..")
        .should()
        .dependOnClassesThat(outside)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(name -> BASE + "." + name + "..").toArray(String[]::new);
  }
}
