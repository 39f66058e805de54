package ai.stigmer.release.version;

import ai.stigmer.release.problem.ReleaseException;
import java.util.Optional;
import org.semver4j.Semver;

/// Which number of a version goes up for a release, the lesser increment first.
///
/// @see <a href="https://semver.org/#semantic-versioning-specification-semver">Semantic Versioning
///   2.0.0, sections 6 to 8</a>
public enum Increment {
  /// Only mistakes were mended.
  PATCH,
  /// Something was added.
  MINOR,
  /// Users must change something.
  MAJOR;

  /// The stable version that comes after this one; after a pre-release, that may be the version it
  /// leads to.
  ///
  /// @throws ReleaseException of kind input if a number is larger than semver4j counts
  public SemanticVersion after(SemanticVersion version) {
    return Optional.ofNullable(Semver.parse(version.toString()))
        .map(it ->
            switch (this) {
              case PATCH -> it.nextPatch();
              case MINOR -> it.nextMinor();
              case MAJOR -> it.nextMajor();
            })
        .map(next -> SemanticVersion.of(next.getVersion()))
        .orElseThrow(() ->
            ReleaseException.input(
                "The version after " + version + " is too large to be counted",
                "Name the next release's tag yourself."));
  }
}
