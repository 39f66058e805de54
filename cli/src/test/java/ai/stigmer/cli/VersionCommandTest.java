package ai.stigmer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.cli.runtime.RuntimeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `stigmer version`, and the stamp that it reads.
class VersionCommandTest {

  @TempDir private Path home;
  private Person person;

  @BeforeEach
  void sitDown() {
    person = new Person(home);
  }

  @Test
  void aReleasedCommandShowsVersionCommitAndImage() throws IOException {
    person.stamp("1.2.3", Person.COMMIT, Person.IMAGE);

    assertThat(person.run("version")).isZero();
    assertThat(person.out)
        .hasToString(
            """
            stigmer 1.2.3
            commit  %s
            image   %s
            running unknown
            runtime none: no runtime
            """
                .formatted(Person.COMMIT, Person.IMAGE));
  }

  @Test
  void theRuntimesAreLookedForOnceHoweverEarly() {
    List<Optional<RuntimeKind>> wanted = new ArrayList<>();
    person.runtimes =
        Optional.of(kind -> {
          wanted.add(kind);
          throw person.obstacle;
        });

    person.run("version");
    person.run("server", "status", "--output", "json");
    person.run("version", "--runtime", "podman");

    assertThat(wanted)
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of(RuntimeKind.PODMAN));
  }

  @Test
  void theVersionIsThereAsJson() throws IOException {
    person.stamp("1.2.3-rc.1", Person.COMMIT, Person.IMAGE);

    assertThat(person.run("version", "--output", "json")).isZero();
    assertThat(person.out)
        .hasToString(
            """
            {"schemaVersion":1,"version":"1.2.3-rc.1","commit":"%s","image":"%s","running":null,"runtime":null}
            """
                .formatted(Person.COMMIT, Person.IMAGE));
  }

  @Test
  void aDevelopmentBuildSaysThatItIsNoRelease() {
    assertThat(person.run("version")).isZero();
    assertThat(person.out.toString())
        .startsWith("stigmer development\n")
        .contains("built from a checkout, not by a release");
  }

  @Test
  void aDevelopmentBuildHasNeitherCommitNorImageInJson() {
    assertThat(person.run("version", "--output", "json")).isZero();
    assertThat(person.out)
        .hasToString(
            """
            {"schemaVersion":1,"version":"development","commit":null,"image":null,"running":null,"runtime":null}
            """);
  }

  @Test
  void theVersionOptionShowsTheVersionAlone() throws IOException {
    person.stamp("1.2.3", Person.COMMIT, Person.IMAGE);

    assertThat(person.run("--version")).isZero();
    assertThat(person.out).hasToString("stigmer 1.2.3\n");
  }

  @Test
  void aVersionWhoseSettingsCannotBeReadSaysSo() throws IOException {
    person.stamp("1.2.3", Person.COMMIT, Person.IMAGE);
    Files.createDirectory(home.resolve(".stigmer"));
    Files.writeString(home.resolve(".stigmer/config.yaml"), "backend: {type: cloud}\n");

    assertThat(person.run("version", "--runtime", "podman")).isZero();
    assertThat(person.out.toString())
        .containsPattern("image   unknown: .*backend.type is 'cloud'")
        .doesNotContain("only a release names one");
  }

  @Test
  void aDamagedStampIsAFailureThatNamesTheFileAndTheKey() throws IOException {
    person.stamp("1.2.3", "main\"", Person.IMAGE);

    assertThat(person.run("version")).isEqualTo(1);
    assertThat(person.out.toString()).isEmpty();
    assertThat(person.err.toString())
        .contains(home.resolve("stigmer.properties").toString(), "commit is 'main\"'");
  }

  @Test
  void anEmptyValueInTheStampIsAFailureToo() throws IOException {
    person.stamp("", Person.COMMIT, Person.IMAGE);

    assertThat(person.run("--version")).isEqualTo(1);
    assertThat(person.err.toString()).contains("version is ''", "install stigmer again");
  }
}
