package ai.stigmer.cli.stamp;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;

/// Which build of the command this is.
public sealed interface Build {

  /// The name of the stamped file, which stands beside the jar.
  String STAMP = "stigmer.properties";

  /// The version as a person reads it.
  String version();

  /// A build of a release.
  ///
  /// @param version the version, without `v`
  /// @param commit the commit it was built from
  /// @param image the one image it starts: repository, tag and digest; a local build's image has no
  ///   digest
  record Released(String version, String commit, String image) implements Build {

    private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.-]*");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern IMAGE =
        Pattern.compile("[0-9A-Za-z._:/-]+(?:@sha256:[0-9a-f]{64})?");

    /// Refuses what no release would stamp.
    public Released {
      check(VERSION, version, "version");
      check(COMMIT, commit, "commit");
      check(IMAGE, image, "image");
    }

    private static void check(Pattern expected, String value, String key) {
      if (!expected.matcher(value).matches()) {
        throw new IllegalArgumentException("%s is '%s'".formatted(key, value));
      }
    }
  }

  /// A build from a checkout, which belongs to no release and names no image.
  record Development() implements Build {
    @Override
    public String version() {
      return "development";
    }
  }

  /// Reads the stamp in that folder; without one this is a development build.
  ///
  /// @throws DamagedStampException if there is a stamp and it cannot be used
  static Build in(Path folder) {
    Path stamp = folder.resolve(STAMP);
    if (!Files.exists(stamp)) {
      return new Development();
    }
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(stamp)) {
      properties.load(reader);
      return new Released(
          properties.getProperty("version", ""),
          properties.getProperty("commit", ""),
          properties.getProperty("image", ""));
    } catch (IOException | IllegalArgumentException unusable) {
      throw new DamagedStampException(stamp, unusable);
    }
  }
}
