package ai.stigmer.agentrunner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The arrows between the packages of the worker.
class ArchitectureTest {

  private static final String BASE = "ai.stigmer.agentrunner";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void settingsAndActivitiesKnowNothingOfTheWorker() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + ".config", BASE + ".activity")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".worker")
        .check(CLASSES);
  }

  @Test
  void onlyTheWorkerConnectsToTemporal() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".worker")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.temporal.client..", "io.temporal.worker..")
        .check(CLASSES);
  }

  @Test
  void onlyTheWorkerAndTheBackendSpeakGrpc() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + ".worker", BASE + ".backend")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.grpc..")
        .check(CLASSES);
  }

  @Test
  void theBackendKnowsOnlyThePortItImplementsAndTheContract() {
    classes()
        .that()
        .resideInAPackage(BASE + ".backend")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + ".backend",
            BASE + ".config",
            BASE + ".contract",
            BASE + ".execution",
            BASE + ".secret",
            "io.grpc..",
            "com.google.protobuf..",
            "java..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void aConversationUsesNothing() {
    classes()
        .that()
        .resideInAPackage(BASE + ".conversation")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(BASE + ".conversation", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void sessionsAndToolsUseTheConversationAndJsonOnly() {
    classes()
        .that()
        .resideInAnyPackage(BASE + ".session", BASE + ".tool")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + ".conversation",
            BASE + ".session",
            BASE + ".tool",
            "com.fasterxml.jackson..",
            "java..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
