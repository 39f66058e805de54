package ai.stigmer.release.configuration;

import ai.stigmer.release.configuration.Type.Text;
import java.util.List;

/// The kinds of text that several sections use.
///
/// No pattern repeats a group: Java matches those by recursion, and a value may be long.
final class Texts {

  /// Anything, also nothing.
  static final Text ANY =
      new Text("text without NUL characters", "[^\\x00]*", "Take the NUL character out.");

  /// Something on one line.
  static final Text LINE =
      new Text("one line of text", "[^\\x00-\\x1f\\x7f]+", "Write it on one line.");

  /// The name of a thing that stands in file names.
  static final Text NAME =
      new Text(
          "a name",
          "[A-Za-z0-9][A-Za-z0-9._-]*",
          "Use letters, digits, dots, hyphens and underscores.");

  /// A file or folder of the repository.
  static final Text PATH =
      new Text(
          "a path within the repository",
          "(?!/)(?!.*//)(?!(?:.*/)?\\.\\.?(?:/|$))(?!.*\\$\\{)[^\\x00-\\x1f\\x7f\\\\]+",
          "Write it from the repository's root and without '.' and '..', as in build/cli.");

  /// As [#PATH], different for each platform.
  static final Text PLATFORM_PATH =
      new Text(
          "a path within the repository",
          "(?!/)(?!.*//)(?!(?:.*/)?\\.\\.?(?:/|$))(?!.*\\$\\{(?!platform\\}))[^\\x00-\\x1f\\x7f\\\\]+",
          "Write it from the repository's root and without '.' and '..', as in"
              + " build/runtime/${platform}.");

  /// A file or folder of the image.
  static final Text IMAGE_PATH =
      new Text(
          "an absolute path in the image",
          "/(?!.*//)(?!(?:.*/)?\\.\\.?(?:/|$))[^\\x00-\\x1f\\x7f\\\\]*",
          "Begin it with '/', and leave '.' and '..' out, as in /app.");

  /// Numeric user and group.
  static final Text OWNER =
      new Text(
          "uid:gid",
          "[0-9]{1,9}:[0-9]{1,9}",
          "Write two numbers in quotes, as in \"1000:1000\": an image may have no names for them.");

  /// An argument vector.
  static final Type<List<String>> COMMAND = ANY.list(1);

  private Texts() {}
}
