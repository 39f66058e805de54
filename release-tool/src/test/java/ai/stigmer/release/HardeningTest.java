package ai.stigmer.release;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What SECURITY.md says of all of this tool's code at once.
class HardeningTest {

  private static final String BASE = "ai.stigmer.release";
  private static final Pattern SHELL = Pattern.compile("\"(/bin/)?(ba|da|z)?sh\"|\"-e?c\"");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void twoClassesStartProgramsByArgumentVectors() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BASE + ".process.Program")
        .and()
        .doNotHaveFullyQualifiedName(BASE + ".build.BuildCommands")
        .should()
        .callConstructor(ProcessBuilder.class, List.class)
        .orShould()
        .callConstructor(ProcessBuilder.class, String[].class)
        .check(CLASSES);
    noClasses()
        .should()
        .callMethodWhere(target(owner(equivalentTo(Runtime.class))).and(target(name("exec"))))
        .check(CLASSES);
  }

  @Test
  void nobodyNamesAShell() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        assertThat(SHELL.matcher(Files.readString(source)).find()).as("%s", source).isFalse();
      }
    }
  }

  @Test
  void oneClassSpeaksHttpAndPutsALimitOnEveryRequest() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BASE + ".http.SocketTransport")
        .and()
        // Serves, on loopback.
        .resideOutsideOfPackage(BASE + ".rehearsal..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(HttpClient.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Socket.class)
        .orShould()
        .callMethodWhere(
            target(owner(equivalentTo(URL.class)))
                .and(target(nameMatching("openStream|openConnection|getContent"))))
        .check(CLASSES);
  }

  @Test
  void oneClassReadsAnswers() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + ".http..", BASE + ".registry..", BASE + ".github..")
        .and()
        .doNotHaveFullyQualifiedName(BASE + ".http.Bodies")
        .and()
        // Reads what github-api wants to send.
        .doNotHaveFullyQualifiedName(BASE + ".github.LibraryCalls")
        .should()
        .callMethodWhere(
            target(owner(assignableTo(InputStream.class)))
                .and(target(nameMatching("read.*|transferTo|skip.*"))))
        .check(CLASSES);
  }

  @Test
  void nobodyChoosesWhichCertificatesAreGood() {
    noClasses().should().dependOnClassesThat().resideInAPackage("javax.net.ssl..").check(CLASSES);
  }

  @Test
  void nobodyReadsSerializedObjects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .check(CLASSES);
  }
}
