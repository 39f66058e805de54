package ai.stigmer.testing;

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
import org.junit.jupiter.api.TestInstance;

/// The rules that hold between the packages of every module: its test names the arrows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ArchitectureRules {

  /// What a package may use that may use every other.
  protected static final List<String> EVERYTHING = List.of("*");

  private final String base;
  private final Map<String, List<String>> mayUse;
  private final Map<String, List<String>> onlyUsers;
  private final JavaClasses classes;

  /// The arrows of a module.
  ///
  /// @param base the package that holds all others
  /// @param mayUse what each package may use besides the JDK
  /// @param onlyUsers third-party libraries, and the only packages that may use each
  protected ArchitectureRules(
      String base, Map<String, List<String>> mayUse, Map<String, List<String>> onlyUsers) {
    this.base = base;
    this.mayUse = mayUse;
    this.onlyUsers = onlyUsers;
    this.classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(base);
  }

  @Test
  void everyPackageHasItsArrows() {
    assertThat(
            classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(base))
                .map(name -> name.substring(base.length() + 1).replaceFirst("\\..*", "")))
        .isNotEmpty()
        .isSubsetOf(mayUse.keySet());
  }

  @TestFactory
  Stream<DynamicTest> eachPackageUsesOnlyWhatItMay() {
    return mayUse.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(EVERYTHING))
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(), () -> usesOnly(entry.getKey(), entry.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> eachLibraryHasItsOnlyUsers() {
    return onlyUsers.entrySet().stream()
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
                        .check(classes)));
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching(base + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  private void usesOnly(String name, List<String> allowed) {
    DescribedPredicate<JavaClass> outside =
        resideInAPackage(base + "..")
            .and(not(resideInAPackage(base + "." + name + "..")))
            .and(not(resideInAnyPackage(packages(allowed))));
    noClasses()
        .that()
        .resideInAPackage(base + "." + name + "..")
        .should()
        .dependOnClassesThat(outside)
        .allowEmptyShould(true)
        .check(classes);
  }

  private String[] packages(List<String> names) {
    return names.stream().map(name -> base + "." + name + "..").toArray(String[]::new);
  }
}
