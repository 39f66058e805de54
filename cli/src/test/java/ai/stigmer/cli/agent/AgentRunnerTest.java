package ai.stigmer.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.cli.agent.AgentRunner.Ending;
import ai.stigmer.cli.json.Json;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.process.OutputLine;
import ai.stigmer.cli.process.OutputLine.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentRunnerTest {

  private static final RunRequest REQUEST =
      new RunRequest("helper", "say \"hello\"\nplease", Optional.empty(), Optional.empty(), "e-1");

  private static final OutputLine FINISHED =
      new OutputLine(Channel.OUTPUT, "{\"type\":\"finished\"}");

  @TempDir private Path folder;
  private final List<List<String>> commands = new ArrayList<>();
  private final List<String> inputs = new ArrayList<>();
  private final List<ExecutionEvent> events = new ArrayList<>();
  private int cancelExitCode;

  @ParameterizedTest
  @CsvSource({"0, COMPLETED", "1, FAILED", "130, CANCELLED"})
  void theExitCodeTellsTheEnding(int exitCode, Ending ending) {
    assertThat(
            run(lines -> {
              lines.accept(FINISHED);
              return exitCode;
            }))
        .isEqualTo(ending);
  }

  @Test
  void theRequestIsOneLineOnTheInputAndNothingOfItIsAnArgument() {
    run(AgentRunnerTest::completed);

    assertThat(commands).containsExactly(List.of("agent-runner", "run", "--request", "-"));
    assertThat(inputs.getFirst().lines()).hasSize(1);
    Json request = Json.parse(inputs.getFirst());
    assertThat(request.at("agent").text()).contains("helper");
    assertThat(request.at("message").text()).contains(REQUEST.message());
    assertThat(request.at("executionId").text()).contains("e-1");
    assertThat(request.at("sessionId").isPresent()).isFalse();
  }

  @Test
  void anAgentOfOnesOwnGoesBeforeOneThatIsBuiltIn() throws IOException {
    Files.writeString(folder.resolve("helper.md"), "---\nname: helper\n---\nHelp.");

    run(AgentRunnerTest::completed);

    Json request = Json.parse(inputs.getFirst());
    assertThat(request.at("agentFile").text()).contains("---\nname: helper\n---\nHelp.");
    assertThat(request.at("agent").isPresent()).isFalse();
  }

  @Test
  void everyEventIsTold() {
    run(lines -> {
      lines.accept(output("{\"type\":\"started\",\"executionId\":\"e-1\",\"sessionId\":\"s-1\"}"));
      lines.accept(output("{\"type\":\"text\",\"delta\":\"Hel\"}"));
      lines.accept(output("{\"type\":\"message\",\"role\":\"ai\",\"text\":\"Hello\"}"));
      lines.accept(
          output(
              "{\"type\":\"tool-call\",\"id\":\"1\",\"name\":\"ls\",\"arguments\":{\"path\":\".\"}}"));
      lines.accept(
          output(
              "{\"type\":\"tool-result\",\"id\":\"1\",\"name\":\"ls\",\"failed\":true,\"result\":\"no\"}"));
      lines.accept(
          output(
              "{\"type\":\"todos\",\"todos\":[{\"id\":\"1\",\"content\":\"look\",\"status\":\"pending\"}]}"));
      lines.accept(output("{\"type\":\"of tomorrow\"}"));
      lines.accept(output("{\"type\":\"finished\",\"phase\":\"COMPLETED\"}"));
      return 0;
    });

    assertThat(events)
        .containsExactly(
            new ExecutionEvent.Started("e-1", "s-1"),
            new ExecutionEvent.Text("Hel"),
            new ExecutionEvent.Message("ai", "Hello"),
            new ExecutionEvent.ToolCall("1", "ls", "{\"path\":\".\"}"),
            new ExecutionEvent.ToolResult("1", "ls", true, "no"),
            new ExecutionEvent.Todos(List.of(new ExecutionEvent.Todo("look", "pending"))),
            new ExecutionEvent.Unknown("of tomorrow"),
            new ExecutionEvent.Finished("COMPLETED", ""));
  }

  @Test
  void aRefusalIsToldInTheRunnersWords() throws IOException {
    Files.writeString(folder.resolve("mine.md"), "");

    assertThatThrownBy(() ->
            run(lines -> {
              lines.accept(new OutputLine(Channel.ERROR, "no agent is named 'helper'"));
              return 2;
            }))
        .isInstanceOf(UserFailure.class)
        .hasMessage("The runner refused: no agent is named 'helper'")
        .extracting(refusal -> ((UserFailure) refusal).remedy())
        .asString()
        .endsWith("your own agents, in %s: mine.".formatted(folder));
  }

  @Test
  void aRunnerThatBreaksOffIsAFailure() {
    assertThatThrownBy(() -> run(lines -> 137))
        .isInstanceOf(UserFailure.class)
        .hasMessage("The runner broke off with exit code 137.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void anExitCodeWithoutTheLastEventIsNoEnding(int exitCode) {
    assertThatThrownBy(() ->
            run(lines -> {
              lines.accept(new OutputLine(Channel.ERROR, "the worker ended"));
              return exitCode;
            }))
        .isInstanceOf(UserFailure.class)
        .hasMessage("The runner broke off with exit code %d. the worker ended", exitCode);
  }

  @Test
  void aLineThatIsNoEventEndsNothing() {
    assertThat(
            run(lines -> {
              lines.accept(output("OpenJDK 64-Bit Server VM warning: sharing is off"));
              lines.accept(FINISHED);
              return 0;
            }))
        .isEqualTo(Ending.COMPLETED);
    assertThat(events).hasSize(1);
    assertThat(commands).hasSize(1);
  }

  @Test
  void whoeverIsInterruptedCancelsTheExecutionAndStaysInterrupted() {
    assertThatThrownBy(() ->
            run(lines -> {
              Thread.currentThread().interrupt();
              throw new IllegalStateException("interrupted");
            }))
        .hasMessage("interrupted");

    assertThat(commands).last().isEqualTo(List.of("agent-runner", "cancel", "e-1"));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anExecutionThatCannotBeCancelledIsToldToGoOn() {
    cancelExitCode = 1;

    assertThatThrownBy(() ->
            run(lines -> {
              throw new CancelledException(new InterruptedException());
            }))
        .isInstanceOf(UserFailure.class)
        .hasMessage(
            "The execution could not be cancelled, and may go on: the worker does not answer.");
  }

  @Test
  void anAgentFileThatCannotBeReadCancelsNothing() throws IOException {
    Files.createDirectory(folder.resolve("helper.md"));

    assertThatThrownBy(() -> run(AgentRunnerTest::completed)).isInstanceOf(UserFailure.class);
    assertThat(commands).isEmpty();
  }

  private static int completed(Consumer<OutputLine> lines) {
    lines.accept(FINISHED);
    return 0;
  }

  private static OutputLine output(String line) {
    return new OutputLine(Channel.OUTPUT, line);
  }

  private Ending run(java.util.function.ToIntFunction<Consumer<OutputLine>> inside) {
    var runner =
        new AgentRunner(
            (command, lines) -> {
              commands.add(command.words());
              inputs.add(command.input());
              if (command.words().contains("cancel")) {
                lines.accept(output("the worker does not answer"));
                return cancelExitCode;
              }
              return inside.applyAsInt(lines);
            },
            new AgentFiles(folder));
    return runner.run(REQUEST, (event, line) -> events.add(event));
  }
}
