package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.apply.Outcome.Failed;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.plan.Action.DeleteDuplicateDraft;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Stage;
import ai.stigmer.release.plan.Subject;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What others wrote commands nothing in GitHub Actions, whichever way it is printed.
class ScreenTest {

  // With blanks that only Unicode knows, and the older form in the middle of a line.
  private static final String TEXT =
      "notes\n::set-output name=digest::sha256:0\n \u00a0\u2003::add-mask::e\r::stop-commands::x"
          + "\nfix: ##[set-output name=digest;]sha256:0";

  private final GlobalOptions options = new GlobalOptions();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  enum Way {
    RESULT(screen -> screen.result(TEXT + "\n")),
    NOTE(screen -> screen.note(TEXT)),
    WARNING(screen -> screen.warning(TEXT)),
    PROBLEM(screen -> screen.problem(problem())),
    MISUSE(screen -> screen.misuse(TEXT, TEXT)),
    PROGRESS(screen -> screen.progress().end(TEXT)),
    FAILED_CHANGE(screen ->
        screen
            .progress()
            .finished(
                new Failed(
                    new Change(
                        new Subject(Stage.DRAFT, "v1.2.3"), new DeleteDuplicateDraft(1), TEXT),
                    problem())));

    @SuppressWarnings("ImmutableEnumChecker") // None of them has a state.
    private final Consumer<Screen> printing;

    Way(Consumer<Screen> printing) {
      this.printing = printing;
    }

    private static Problem problem() {
      return ReleaseException.input(TEXT, TEXT).problem();
    }
  }

  @ParameterizedTest
  @EnumSource
  void noTextIsACommand(Way way) {
    way.printing.accept(screen(Map.of("GITHUB_ACTIONS", "true")));

    assertThat(commands()).allMatch(line -> line.matches("::(error|warning)::notes%0A::set-.*"));
    assertThat(text()).contains("\\::set-output name=digest::", "##\\[set-output name=digest;]");
  }

  @ParameterizedTest
  @EnumSource
  void elsewhereItIsPrintedAsItIs(Way way) {
    way.printing.accept(screen(Map.of()));

    assertThat(text().replace("\n    ", "\n")).contains(TEXT);
  }

  @Test
  void jsonKeepsItsMeaning() {
    options.output = GlobalOptions.Output.JSON;

    screen(Map.of("GITHUB_ACTIONS", "true")).result(Json.writeIndented(Map.of("notes", TEXT)));

    assertThat(commands()).isEmpty();
    assertThat(Json.parse(text(), "the screen").text("notes")).isEqualTo(TEXT);
  }

  // As the runner finds them: a line ends as .NET has it, "::" begins it but for blanks, and what
  // is no such command may still have "##[" and "]" anywhere.
  private List<String> commands() {
    return text()
        .lines()
        .filter(line ->
            line.replaceFirst("^[\\s\\p{Z}]+", "").startsWith("::") || line.matches(".*##\\[.*].*"))
        .toList();
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private Screen screen(Map<String, String> variables) {
    var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new Screen(new Environment(variables, Path.of(""), stream, stream, false), options);
  }
}
