package ai.stigmer.agentrunner.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentFileTest {

  @Test
  void aFileHasAHeaderAndInstructions() throws InvalidAgentFileException {
    AgentFile agent =
        AgentFile.parse(
            """
            ---
            name: tidy-1.0
            description: >
              Keeps things
              tidy
            model: claude-sonnet-4.5
            ---

            You are *tidy*.

            ---
            Always.
            """);

    assertThat(agent)
        .isEqualTo(
            new AgentFile(
                "tidy-1.0",
                "Keeps things tidy",
                "claude-sonnet-4.5",
                "You are *tidy*.\n\n---\nAlways."));
    assertThat(agent.toAgent().getMetadata().getName()).isEqualTo("tidy-1.0");
    assertThat(agent.toAgent().getSpec().getInstructions()).startsWith("You are");
  }

  @Test
  void onlyTheNameIsNeededAndLinesMayEndAsOnWindows() throws InvalidAgentFileException {
    assertThat(AgentFile.parse("\uFEFF---\r\nname: 7\r\n---\r\nGo.\r\n"))
        .isEqualTo(new AgentFile("7", "", "", "Go."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                  | line 1: expected '---'
          name: a                             | line 1: expected '---'
          ---~name: a                         | line 2: expected '---' after the header
          ---~name: a~---~                    | line 3: expected the agent's instructions
          ---~---~Go.                         | line 2: expected 'name: NAME'
          ---~- a~---~Go.                     | line 2: expected 'name: NAME'
          ---~model: a~---~Go.                | line 1: expected the key 'name'
          ---~name: a~tools: b~---~Go.        | line 3: unknown key 'tools'
          ---~name: a~name: b~---~Go.         | line 3: the key 'name' is there twice
          ---~name: a b~---~Go.               | line 2: the name 'a b' is not
          ---~name: ../a~---~Go.              | line 2: the name '../a' is not
          ---~name:~---~Go.                   | line 2: the value of 'name' is not a text
          ---~name: [a]~---~Go.               | line 2: the value of 'name' is not a text
          ---~name: &x a~model: *x~---~Go.    | line 2: anchors
          ---~&x name: a~---~Go.              | line 2: anchors
          ---~name: a~model: *x~---~Go.       | line 3: not YAML
          ---~name: 'a~---~Go.                | line 2: not YAML
          """)
  void anythingElseIsRefusedWithItsLine(String content, String expected) {
    assertThatThrownBy(() -> AgentFile.parse(content.replace('~', '\n')))
        .isInstanceOf(InvalidAgentFileException.class)
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aHugeFileIsRefused() {
    assertThatThrownBy(() -> AgentFile.parse("---\nname: a\n---\n" + "x".repeat(300_000)))
        .hasMessageContaining("larger than 256 KiB");
  }

  @Test
  void aHeaderThatIsNestedDeeplyIsRefused() {
    assertThatThrownBy(() -> AgentFile.parse("---\nname: " + "[".repeat(200_000) + "\n---\nGo."))
        .isInstanceOf(InvalidAgentFileException.class)
        .hasMessageContaining("line 2: ");
  }

  @Test
  void theBuiltInAgentsAreFoundByName() {
    assertThat(BuiltInAgents.all())
        .extracting(AgentFile::name)
        .containsExactly("assistant", "pr-reviewer");
    assertThat(BuiltInAgents.all()).allMatch(agent -> !agent.description().isEmpty());
    assertThat(BuiltInAgents.named("pr-reviewer")).isPresent();
    assertThat(BuiltInAgents.named("nobody")).isEmpty();
  }
}
