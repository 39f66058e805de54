package ai.stigmer.agentrunner.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataArchiveTest {

  private static final long ROOM = 256L << 20;

  @TempDir private Path folder;

  @Test
  void theArchiveAppearsWhereTheImageExpectsItAndWhatNobodyUsesGoes()
      throws IOException, InterruptedException {
    Path cache = Files.createDirectories(folder.resolve("cache"));
    old(cache.resolve("classes-unused.jsa"), Duration.ofDays(15));
    old(cache.resolve("classes-of-another-image.jsa"), Duration.ofDays(13));
    old(cache.resolve("classes-left-by-a-worker-that-was-killed.part"), Duration.ofHours(2));
    old(cache.resolve("classes-of-another-worker.part"), Duration.ofMinutes(5));
    old(cache.resolve("other"), Duration.ofDays(15));
    Path used = old(cache.resolve("classes-used.jsa"), Duration.ofDays(15));
    Files.setLastModifiedTime(used, FileTime.from(Instant.now()));
    Path archive = cache.resolve("classes-new.jsa");

    new ClassDataArchive(archive, writer("printf new >\"$1\"")).write();

    assertThat(archive).hasContent("new");
    assertThat(cache.toFile().list())
        .containsExactlyInAnyOrder(
            "classes-new.jsa",
            "classes-of-another-image.jsa",
            "classes-used.jsa",
            "classes-of-another-worker.part",
            "other");
  }

  @Test
  void aStartFromAnArchiveKeepsItAndDeletesWhatAWorkerThatWasStoppedLeft() throws IOException {
    Path archive = old(folder.resolve("classes-mine.jsa"), Duration.ofDays(15));
    old(folder.resolve("classes-half.part"), Duration.ofHours(2));
    old(folder.resolve("classes-half.part.part"), Duration.ofHours(2));
    old(folder.resolve("classes-of-another-worker.part"), Duration.ofMinutes(5));

    ClassDataArchive.keep(archive);

    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("classes-mine.jsa", "classes-of-another-worker.part");
  }

  @Test
  void aWriterThatFailsLeavesTheOldArchiveAndNothingElse() throws IOException {
    Path cache = Files.createDirectories(folder.resolve("cache"));
    Path archive = Files.writeString(cache.resolve("classes-new.jsa"), "old");
    var failing = new ClassDataArchive(archive, writer("printf half >\"$1\"; exit 3"));

    assertThatThrownBy(failing::write).isInstanceOf(IOException.class).hasMessageContaining("3");
    assertThat(archive).hasContent("old");
    assertThat(cache.toFile().list()).containsExactly("classes-new.jsa");
  }

  @Test
  void theJvmOfTheImageWritesItWithTheOptionsOfTheImage() throws IOException, InterruptedException {
    Path java = Files.createDirectories(folder.resolve("a jvm/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s' \"$1\" >\"${2#-XX:SharedArchiveFile=}\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    Path archive = folder.resolve("cache/classes-new.jsa");

    ClassDataArchive.wanted(
            properties(
                Map.of(
                    "java.home",
                    folder.resolve("a jvm").toString(),
                    ClassDataArchive.ARCHIVE,
                    archive.toString(),
                    ClassDataArchive.OPTIONS,
                    "/app/dump.options")),
            ROOM)
        .orElseThrow()
        .write();

    assertThat(archive).hasContent("@/app/dump.options");
    assertThat(archive.resolveSibling("").toFile().list()).containsExactly("classes-new.jsa");
  }

  @Test
  void aVolumeThatCannotBeWrittenIsAFailureAndNotACrash() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    var unwritable = new ClassDataArchive(file.resolve("classes-new.jsa"), writer("exit 0"));

    assertThatThrownBy(unwritable::write).isInstanceOf(IOException.class);
  }

  @Test
  void itIsWantedOnlyWhereTheImageNamesItMemoryAllowsItAndNoneIsInUse() {
    Map<String, String> image =
        Map.of(
            ClassDataArchive.ARCHIVE,
            "/workspace/classes.jsa",
            ClassDataArchive.OPTIONS,
            "/app/dump.options",
            "java.vm.info",
            "mixed mode");

    assertThat(ClassDataArchive.wanted(properties(image), ROOM)).isPresent();
    assertThat(ClassDataArchive.wanted(properties(image), ROOM / 2)).isEmpty();
    assertThat(ClassDataArchive.wanted(properties(Map.of("java.vm.info", "mixed mode")), ROOM))
        .isEmpty();
    Properties sharing = properties(image);
    sharing.setProperty("java.vm.info", "mixed mode, sharing");
    assertThat(ClassDataArchive.wanted(sharing, ROOM)).isEmpty();
    assertThat(ClassDataArchive.inUse(sharing)).contains(Path.of("/workspace/classes.jsa"));
    assertThat(ClassDataArchive.inUse(properties(image))).isEmpty();
  }

  private static Path old(Path file, Duration age) throws IOException {
    Files.writeString(file, "kept");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  /// A writer that is a script; its first argument names the file.
  private static List<String> writer(String script) {
    return List.of("/bin/sh", "-c", script, "sh");
  }

  private static Properties properties(Map<String, String> entries) {
    var properties = new Properties();
    properties.putAll(entries);
    return properties;
  }
}
