package ai.stigmer.release.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.command.ReleaseTool;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/getting-started.md`, done by the page's own text: all its shell blocks, one after the
/// other.
class GettingStartedIT {

  private static final Path PAGE = Path.of("..", "docs", "getting-started.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)\n```sh\n(.*?)\n```\n");

  @TempDir private Path folder;

  @Test
  void thePageLeadsFromNothingToARehearsedRelease() throws IOException {
    String page = Files.readString(PAGE);
    String blocks =
        BLOCK.matcher(page).results().map(MatchResult::group).collect(Collectors.joining("\n"));
    String commands = blocks.replace("```sh\n", "").replace("```\n", "");
    Folders.writeExecutable(folder.resolve("bin/release-tool"), launcher());

    String output =
        Program.feed(folder, "PATH=" + folder.resolve("bin") + ":$PATH\n" + commands, "sh", "-eu");

    assertThat(output)
        .contains("+ release.yaml", "+ .github/workflows/tests.yml")
        .contains("Rehearsed greet v0.1.0", "v0.1.0 v0.1 v0 latest")
        .contains("✓ I1", "✓ I2", "✓ I3", "✓ I4", "✓ I5", "✓ I6", "✓ I7", "✓ I8")
        .contains("class Greet < Formula", "Says hello from a container", "Apache-2.0")
        .containsPattern(
            "greet starts 127\\.0\\.0\\.1:\\d+/acme/greet:v0\\.1\\.0@sha256:[0-9a-f]{64}");
    Path product = folder.resolve("greet");
    assertThat(product.resolve("release.yaml"))
        .content()
        .contains("base: docker.io/library/busybox:1.37", "from: serve.sh");
    assertThat(product.resolve("build/rehearsal/report.html")).isRegularFile();
    assertThat(folder.resolve("homebrew-tap/.git")).isDirectory();
  }

  // Only one thing differs from a reader's machine: no network, so the image begins with nothing.
  private static String launcher() {
    return "#!/bin/sh\nexec "
        + Path.of(System.getProperty("java.home"), "bin", "java")
        + " -cp '"
        + System.getProperty("java.class.path")
        + "' "
        + ReleaseTool.class.getName()
        + " --set image.base=scratch \"$@\"\n";
  }
}
