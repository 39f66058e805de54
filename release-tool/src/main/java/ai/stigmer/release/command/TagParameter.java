package ai.stigmer.release.command;

import java.util.Optional;
import picocli.CommandLine.Parameters;

/// The release tag a command is about, if it is named.
final class TagParameter {

  @Parameters(
      arity = "0..1",
      paramLabel = "TAG",
      description =
          "The release tag (default: GITHUB_REF_NAME when GITHUB_REF_TYPE is tag, else the one at"
              + " HEAD).")
  Optional<String> tag = Optional.empty();
}
