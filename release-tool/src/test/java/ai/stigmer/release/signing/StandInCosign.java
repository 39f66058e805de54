package ai.stigmer.release.signing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A program in the place of cosign that writes down its arguments and variables. It has a public
/// key, and says yes to the rest unless it is told otherwise.
final class StandInCosign {

  private final Path folder;

  private StandInCosign(Path folder) {
    this.folder = folder;
  }

  /// One of the form of 2.5, in a folder's `bin`.
  static StandInCosign in(Path folder) throws IOException {
    return of(folder, "v2.5.0", "");
  }

  /// One of that version whose `sign --help` says this.
  static StandInCosign of(Path folder, String version, String options) throws IOException {
    Folders.write(folder.resolve("answers"), "exit 0");
    Folders.writeExecutable(
        folder.resolve("bin/cosign"),
        """
        #!/bin/sh
        case "$*" in
          "version --json") echo '{ "gitVersion": "%2$s" }'; exit 0 ;;
          "sign --help") echo '%3$s'; exit 0 ;;
        esac
        echo "$*" >>'%1$s/arguments'
        env >'%1$s/variables'
        cat >'%1$s/input'
        [ "$1" != public-key ] || { echo 'the public key'; exit 0; }
        . '%1$s/answers'
        """
            .formatted(folder, version, options));
    return new StandInCosign(folder);
  }

  /// Makes it answer by these lines of a shell script.
  StandInCosign answering(String script) throws IOException {
    Folders.write(folder.resolve("answers"), script);
    return this;
  }

  /// The arguments of every run but those that ask what it can, a line each.
  List<String> arguments() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("arguments"));
    assertThat(lines).noneMatch(line -> line.contains("canary"));
    return lines;
  }

  /// What the last run read.
  String input() throws IOException {
    return Files.readString(folder.resolve("input"));
  }

  /// The variables of the last run, less those that the shell sets.
  Map<String, String> variables() throws IOException {
    var variables = new HashMap<String, String>();
    for (String line : Files.readAllLines(folder.resolve("variables"))) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    List.of("_", "SHLVL", "OLDPWD", "PWD").forEach(variables::remove);
    return variables;
  }
}
