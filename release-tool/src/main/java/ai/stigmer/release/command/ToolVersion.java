package ai.stigmer.release.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// This tool's own version, from its jar.
final class ToolVersion implements IVersionProvider {

  private static final String UNRELEASED = "development";

  /// The version, or `development` of a tool that no release made.
  static String text() {
    return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
        .orElse(UNRELEASED);
  }

  /// The version of a tool that a release made.
  static Optional<String> released() {
    return Optional.of(text()).filter(version -> !version.equals(UNRELEASED));
  }

  @Override
  public String[] getVersion() {
    return new String[] {"release-tool " + text()};
  }
}
