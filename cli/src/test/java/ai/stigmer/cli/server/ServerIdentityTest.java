package ai.stigmer.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.problem.UserFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Servers of several data folders in one runtime.
class ServerIdentityTest extends HarnessFixture {

  @Test
  void serversOfTwoDataFoldersAreBesideEachOther() {
    harness.start();
    Harness other = harness.withDataIn(home.resolve("other"), 7777);

    other.start();

    assertThat(other.runtime.changes)
        .containsExactly("start " + other.name(Component.AGENT_RUNNER));
    assertThat(other.name(Component.AGENT_RUNNER)).matches("stigmer-agent-runner-[0-9a-f]{8}");
    assertThat(harness.start().changed()).isFalse();
    assertThat(other.server().stop()).hasSize(1);
    assertThat(harness.runner()).isPresent();
  }

  @Test
  void theServerOfAnotherPersonIsNamedAndNotTouched() {
    harness.start();
    Harness other = harness.ofAnotherPerson(home.resolve("somebody"));

    assertThatThrownBy(other::start)
        .isInstanceOf(UserFailure.class)
        .hasMessageContaining(
            "is that of another stigmer, whose data are in %s."
                .formatted(harness.identity().data()));
    assertThat(other.server().stop()).isEmpty();
    assertThat(harness.start().changed()).isFalse();
  }

  @Test
  void aDataFolderIsTheSameByAnyName() throws IOException {
    harness.start();
    Path link = Files.createSymbolicLink(home.resolve("link"), home);
    Harness linked = harness.ofAnotherPerson(link);

    assertThat(linked.start().changed()).isFalse();
  }
}
