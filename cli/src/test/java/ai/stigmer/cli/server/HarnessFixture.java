package ai.stigmer.cli.server;

import ai.stigmer.cli.container.ContainerSpecification;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A person with a server, for each test.
abstract class HarnessFixture {

  static final String RUNNER = "stigmer-agent-runner";
  static final String TEMPORAL = "stigmer-temporal";
  static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir Path home;
  Harness harness;

  @BeforeEach
  void prepare() {
    harness = new Harness(home);
  }

  /// What the agent-runner was started with last.
  ContainerSpecification runner() {
    return harness.runtime.wanted(RUNNER);
  }
}
