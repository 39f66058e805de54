package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tags`: from a file, from standard input, from the registry.
class TagsCommandTest {

  @TempDir private Path folder;
  private TestWorld world;

  @BeforeEach
  void start() {
    world = TestWorld.start(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aFileOfKnownTagsNeedsNoRegistry() throws IOException {
    Path file = Files.writeString(folder.resolve("tags"), "v1.2.9\nv1.10.0\nv2.0.0\nnightly\n");

    Run tags = world.run("tags", "v1.3.0", "--existing", file.toString()).exits(0).wroteNothing();

    assertThat(tags.out()).isEqualTo("v1.3.0\nv1.3\n");
    assertThat(tags.requests()).isZero();
  }

  @Test
  void standardInputGivesTheKnownTags() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("v1.2.3\n".getBytes(StandardCharsets.UTF_8)));
    try {
      Run tags = world.run("tags", "v1.2.4", "--existing", "-").exits(0);

      assertThat(tags.out()).isEqualTo("v1.2.4\nv1.2\nv1\nlatest\n");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void theRegistryGivesTheKnownTagsOtherwise() {
    world.product().tag("v2.0.0");
    world.release("v2.0.0");

    Run tags = world.run("tags", "v1.2.3", "--output", "json").exits(0).wroteNothing();

    assertThat(tags.json().get("tags").elements())
        .extracting(tag -> tag.text())
        .containsExactly("v1.2.3", "v1.2", "v1");
  }

  @Test
  void aVersionThatWasNeverPublishedIsNoCandidateAsInARelease() {
    world.product().tag("v2.0.0");
    world.release("v2.0.0");
    world.tampering().deleteRelease(world.hosted("v2.0.0").id());

    assertThat(world.run("tags", "v1.2.3").exits(0).out()).isEqualTo("v1.2.3\nv1.2\nv1\nlatest\n");
  }

  @Test
  void aYankedReleaseIsNoCandidateAndHasOneTag() throws IOException {
    Path file = Files.writeString(folder.resolve("tags"), "v1.2.3\nv1.2.4\nv1.2.4 (yanked)\n");

    assertThat(world.run("tags", "v1.2.3", "--existing", file.toString()).exits(0).out())
        .isEqualTo("v1.2.3\nv1.2\nv1\nlatest\n");
    assertThat(world.run("tags", "v1.2.4", "--existing", file.toString()).exits(0).out())
        .isEqualTo("v1.2.4\n");
  }

  @Test
  void aPreReleaseHasOneTag() throws IOException {
    Path none = Files.createFile(folder.resolve("none"));

    Run tags = world.run("tags", "v1.3.0-rc.1", "--existing", none.toString()).exits(0);

    assertThat(tags.out()).isEqualTo("v1.3.0-rc.1\n");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Run tags = world.run("tags", "v1.2.3", "--existing", "gone").exits(2);

    assertThat(tags.err()).contains("error: The file 'gone' of --existing cannot be read");
  }
}
