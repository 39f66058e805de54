package ai.stigmer.release.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.command.Environment;
import ai.stigmer.release.command.ReleaseTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the documents name is there: commands and their options, targets of `make`, packages,
/// classes, tests.
class DocumentsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```[a-z]*\n(.*?)^```$");
  private static final Pattern TABLE = Pattern.compile("(?m)(^\\|.*\n)+");
  private static final Pattern CLASS = Pattern.compile("[a-z]+/[A-Z][A-Za-z]+");
  private static final Pattern MAKE =
      Pattern.compile("\\bmake (?:-C (?<folder>\\S+) )?(?<target>[a-z][a-z-]*)");

  @TempDir private Path folder;

  @Test
  void everyCommandAndOptionThatADocumentNamesIsUnderstood() throws IOException {
    List<String> lines =
        code().flatMap(String::lines).filter(it -> it.startsWith("release-tool ")).toList();

    assertThat(lines).contains("release-tool rehearse v1.2.3", "release-tool verify v1.2.3");
    for (String line : lines) {
      String[] words = line.replaceFirst(" +#.*", "").replace("'", "").split(" +");
      String[] arguments = Stream.of(words).skip(1).toArray(String[]::new);
      assertThat(run(arguments)).as(line).doesNotContain("Try release-tool");
    }
    assertThat(run("plan", "--nonsense")).contains("Try release-tool plan --help");
  }

  @Test
  void readmeHasEveryCommand() throws IOException {
    List<String> commands =
        Pattern.compile("(?m)^  ([a-z]+)  ")
            .matcher(run("--help").split("\nCommands:\n", 2)[1].split("\n\n", 2)[0] + "\n")
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(commands).contains("plan", "release", "yank");
    assertThat(spans(tables("README.md").getFirst()))
        .extracting(span -> span.split(" ", 2)[0])
        .containsAll(commands);
  }

  @Test
  void everyTargetOfMakeThatADocumentNamesIsThere() throws IOException {
    List<String> named = new ArrayList<>();
    for (String code : code().toList()) {
      MAKE.matcher(code)
          .results()
          .forEach(found -> {
            String of = found.group("folder") == null ? "" : found.group("folder") + "/";
            // The reader of getting-started has this repository in a folder of its own.
            named.add(of.replace("stigmer/", "") + "Makefile " + found.group("target"));
          });
    }

    assertThat(named).contains("Makefile rehearse", "agent-runner/Makefile help");
    for (String each : named) {
      String[] parts = each.split(" ", 2);
      assertThat(Files.readString(ROOT.resolve(parts[0]))).contains("\n" + parts[1] + ":");
    }
  }

  @Test
  void architectureHasEveryPackageOfEveryProgram() throws IOException {
    List<String> tables = tables("docs/architecture.md");

    assertThat(packages(tables.get(0)))
        .isEqualTo(folders("release-tool/src/main/java/ai/stigmer/release"));
    Set<String> ofRunner = packages(tables.get(1));
    // A module of its own, generated.
    assertThat(ofRunner.remove("contract")).isTrue();
    assertThat(ofRunner).isEqualTo(folders("agent-runner/src/main/java/ai/stigmer/agentrunner"));
    assertThat(packages(tables.get(2))).isEqualTo(folders("cli/src/main/java/ai/stigmer/cli"));
  }

  @Test
  void everyClassThatADocumentNamesIsThere() throws IOException {
    Set<String> classes = new TreeSet<>();
    for (String module : List.of("release-tool", "agent-runner", "cli")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(file -> file.subpath(file.getNameCount() - 2, file.getNameCount()).toString())
            .forEach(file -> classes.add(file.replace(".java", "")));
      }
    }

    assertThat(code().filter(it -> CLASS.matcher(it).matches()))
        .contains("apply/Reconciliation", "server/Planner")
        .isSubsetOf(classes);
  }

  @Test
  void everyTestThatADocumentNamesIsThere() throws IOException {
    Set<String> tests = new TreeSet<>();
    for (String module : List.of("release-tool", "agent-runner", "cli")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        files.map(file -> file.getFileName().toString().replace(".java", "")).forEach(tests::add);
      }
    }

    assertThat(code().filter(it -> it.matches("[A-Z][A-Za-z]+(Test|IT|Promise)")))
        .contains("HardeningTest", "ReportIT", "LayersPromise")
        .isSubsetOf(tests);
  }

  /// All code of the documents, blocks and spans; a command that goes on in the next line is one.
  private static Stream<String> code() throws IOException {
    var code = new ArrayList<String>();
    for (Path document : documents()) {
      String text = Files.readString(document);
      BLOCK
          .matcher(text)
          .results()
          .map(found -> found.group(1).replaceAll("\\\\\n +", "").replaceAll("(?m)^\\$ ", ""))
          .forEach(code::add);
      code.addAll(spans(BLOCK.matcher(text).replaceAll("")));
    }
    return code.stream();
  }

  private static List<Path> documents() throws IOException {
    var documents =
        new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("SECURITY.md")));
    for (String folder : List.of("docs", "agent-runner/docs", "cli/docs")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
        files.filter(it -> it.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    return documents;
  }

  private static List<String> tables(String document) throws IOException {
    return TABLE
        .matcher(Files.readString(ROOT.resolve(document)))
        .results()
        .map(found -> found.group())
        .toList();
  }

  private static Set<String> packages(String table) {
    return table
        .lines()
        .skip(2)
        .flatMap(row -> spans(row.split("\\|", 3)[1]).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> spans(String text) {
    return SPAN.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static Set<String> folders(String path) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(path))) {
      return files
          .filter(Files::isDirectory)
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /// All that a command says, run where nothing is.
  private String run(String... arguments) throws IOException {
    Path empty = Files.createTempDirectory(folder, "empty");
    var said = new ByteArrayOutputStream();
    var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    ReleaseTool.run(
        arguments,
        new Environment(
            Map.of(), Files.createDirectory(empty.resolve("x")), stream, stream, false));
    return said.toString(StandardCharsets.UTF_8);
  }
}
