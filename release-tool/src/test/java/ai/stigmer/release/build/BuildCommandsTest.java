package ai.stigmer.release.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildCommandsTest {

  private static final String SECRET = "canary-4711";

  @TempDir private Path folder;

  @Test
  void aBuildSeesItsVariablesAndTheEnvironmentButNoCredential() throws IOException {
    var commands =
        new BuildCommands(
            folder,
            folder.resolve("logs"),
            Map.of(
                "PATH", System.getenv("PATH"),
                "LANG", "C.UTF-8",
                "GIT_AUTHOR_NAME", "somebody",
                "SSH_AUTH_SOCK", "/run/agent",
                "SIGNING_KEY", "a key",
                "DOCKER_PASS", "a password",
                "GH_PAT2", "a token",
                "MY_COPY", "x" + SECRET),
            text -> text.replace(SECRET, "***"),
            BuildListener.SILENT);

    commands.run(List.of(List.of("env")), Map.of("RELEASE_VERSION", "1.2.3"));

    assertThat(Files.readString(folder.resolve("logs").resolve("1.log")).lines())
        .contains("RELEASE_VERSION=1.2.3", "LANG=C.UTF-8", "GIT_AUTHOR_NAME=somebody")
        .noneMatch(
            line -> line.matches("(SSH_AUTH_SOCK|SIGNING_KEY|DOCKER_PASS|GH_PAT2|MY_COPY)=.*"));
  }
}
