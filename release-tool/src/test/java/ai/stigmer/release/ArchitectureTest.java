package ai.stigmer.release;

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

/// The arrows between the packages of this tool, as its architecture page draws them.
class ArchitectureTest {

  private static final String BASE = "ai.stigmer.release";
  private static final String EVERYTHING = "*";

  /// What each package may use besides the JDK; the order is from the ground up.
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("problem", List.of()),
          Map.entry("secret", List.of()),
          Map.entry("process", List.of()),
          Map.entry("json", List.of("problem")),
          Map.entry("html", List.of()),
          Map.entry("http", List.of("problem")),
          Map.entry("version", List.of("problem")),
          Map.entry("oci", List.of("problem", "json")),
          Map.entry("artifact", List.of("problem", "oci", "version")),
          Map.entry("archive", List.of("problem")),
          Map.entry("template", List.of("problem")),
          Map.entry("registry", List.of("problem", "secret", "process", "json", "http", "oci")),
          Map.entry("signing", List.of("problem", "secret", "process", "json", "oci", "registry")),
          Map.entry(
              "image", List.of("problem", "secret", "json", "http", "oci", "archive", "registry")),
          Map.entry("inventory", List.of("problem", "oci", "archive", "image")),
          Map.entry(
              "document", List.of("json", "oci", "version", "artifact", "image", "inventory")),
          Map.entry(
              "github", List.of("problem", "secret", "json", "http", "oci", "version", "artifact")),
          Map.entry("git", List.of("problem", "secret", "version")),
          Map.entry("scaffold", List.of("problem")),
          Map.entry("doctor", List.of("problem")),
          Map.entry("homebrew", List.of("problem", "oci", "version", "artifact", "template")),
          Map.entry("tap", List.of("problem", "secret", "homebrew", "git")),
          Map.entry("notes", List.of("problem", "version", "git")),
          Map.entry(
              "configuration",
              List.of(
                  "problem", "json", "oci", "version", "image", "homebrew", "artifact", "signing")),
          Map.entry(
              "plan",
              List.of(
                  "problem",
                  "oci",
                  "version",
                  "artifact",
                  "image",
                  "github",
                  "homebrew",
                  "git",
                  "tap")),
          Map.entry(
              "build",
              List.of(
                  "problem",
                  "oci",
                  "version",
                  "artifact",
                  "archive",
                  "template",
                  "image",
                  "github",
                  "homebrew",
                  "git",
                  "configuration",
                  "document",
                  "signing",
                  "plan")),
          Map.entry(
              "apply",
              List.of(
                  "problem",
                  "http",
                  "oci",
                  "version",
                  "artifact",
                  "registry",
                  "signing",
                  "image",
                  "github",
                  "homebrew",
                  "git",
                  "tap",
                  "plan")),
          Map.entry(
              "verify",
              List.of(
                  "problem",
                  "oci",
                  "version",
                  "artifact",
                  "archive",
                  "document",
                  "registry",
                  "image",
                  "github",
                  "git",
                  "plan",
                  "apply")),
          Map.entry(
              "report",
              List.of(
                  "problem",
                  "doctor",
                  "json",
                  "html",
                  "oci",
                  "version",
                  "artifact",
                  "image",
                  "github",
                  "git",
                  "tap",
                  "homebrew",
                  "plan",
                  "build",
                  "apply",
                  "verify")),
          Map.entry("rehearsal", List.of("problem", "json", "http", "oci", "version")),
          Map.entry("command", List.of(EVERYTHING)));

  /// Third-party libraries, and the only packages that may use each.
  private static final Map<String, List<String>> ONLY_USERS =
      Map.ofEntries(
          Map.entry("com.fasterxml.jackson..", List.of("json")),
          Map.entry("com.google.cloud.tools.jib..", List.of("image")),
          Map.entry("freemarker..", List.of("template")),
          Map.entry("org.apache.commons.compress..", List.of("archive")),
          Map.entry("org.commonmark..", List.of("html")),
          Map.entry("org.cyclonedx..", List.of("document")),
          Map.entry("org.eclipse.jgit..", List.of("git", "tap")),
          Map.entry("org.kohsuke..", List.of("github")),
          Map.entry("org.semver4j..", List.of("version")),
          Map.entry("org.snakeyaml..", List.of("configuration")),
          Map.entry("picocli..", List.of("command")));

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
