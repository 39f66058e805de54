package ai.stigmer.release.command;

import static ai.stigmer.release.command.Refusal.assertTold;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Services that do not answer: the run fails, says which, and writes nothing.
class UnreachableTest {

  // Nothing listens on the first port of loopback.
  private static final String NOWHERE = "127.0.0.1:1";

  @Test
  void everyServiceThatDoesNotAnswerIsNamed(@TempDir Path folder)
      throws ExecutionException, InterruptedException {
    // Each run waits out its retries: they wait together.
    try (TestWorld world = TestWorld.start(folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Run> registry =
          threads.submit(() ->
              world.run("release", "--set", "image.repository=" + NOWHERE + "/acme/tidy-runner"));
      Future<Run> api =
          threads.submit(() -> world.run(Map.of("GITHUB_API_URL", "http://" + NOWHERE), "release"));
      Future<Run> tap =
          threads.submit(() ->
              world.run("release", "--set", "homebrew.tap-url=http://" + NOWHERE + "/tap.git"));
      Future<Run> noTap =
          threads.submit(() ->
              world.run("release", "--set", "homebrew.tap-url=" + folder.resolve("gone.git")));

      assertTold(
          registry.get(),
          1,
          "Failed while reading " + NOWHERE + "/acme/tidy-runner:v1.2.3, after 5 attempts",
          "cannot connect to " + NOWHERE,
          "Run it again when the service answers.");
      assertTold(
          api.get(),
          1,
          "Failed while reading the releases of acme/tidy at http://"
              + NOWHERE
              + ", after 5 attempts",
          "cannot connect to " + NOWHERE,
          "Run it again when the service answers.");
      assertTold(
          tap.get(),
          1,
          "The tap http://" + NOWHERE + "/tap.git could not be reached",
          "http://" + NOWHERE + "/tap.git: connection failed",
          "Run again.");
      assertTold(
          noTap.get(),
          2,
          "There is no tap at " + folder.resolve("gone.git"),
          folder.resolve("gone.git") + ": not found.",
          "Check homebrew.tap; a token that may not read a private tap gets the same answer.");
    }
  }
}
