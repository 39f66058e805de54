package ai.stigmer.release.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// This tool's own version, from its jar.
final class ToolVersion implements IVersionProvider {

  /// The version, or `development` where there is no jar.
  static String text() {
    return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"release-tool " + text()};
  }
}
