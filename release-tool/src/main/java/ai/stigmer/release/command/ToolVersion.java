package ai.stigmer.release.command;

import ai.stigmer.release.scaffold.ToolRelease;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import picocli.CommandLine.IVersionProvider;

/// This tool's own version and commit, from its jar.
final class ToolVersion implements IVersionProvider {

  private static final String UNRELEASED = "development";
  private static final String COMMIT = "Release-Commit";

  /// The version, or `development` of a tool that no release made.
  static String text() {
    return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
        .orElse(UNRELEASED);
  }

  /// The release that made this tool, if one did.
  static Optional<ToolRelease> released() {
    return Optional.of(text())
        .filter(version -> !version.equals(UNRELEASED))
        .flatMap(version -> commit().map(commit -> new ToolRelease(version, commit)));
  }

  private static Optional<String> commit() {
    URL location = ToolVersion.class.getProtectionDomain().getCodeSource().getLocation();
    try (var jar = new JarFile(Path.of(location.toURI()).toFile())) {
      return Optional.ofNullable(jar.getManifest())
          .map(manifest -> manifest.getMainAttributes().getValue(COMMIT))
          .filter(commit -> commit.matches("[0-9a-f]{40,64}"));
    } catch (IOException | URISyntaxException unpackaged) {
      // Classes in a folder are no release's.
      return Optional.empty();
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"release-tool " + text()};
  }
}
