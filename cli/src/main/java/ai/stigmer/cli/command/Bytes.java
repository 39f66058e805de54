package ai.stigmer.cli.command;

import java.util.Locale;

/// Numbers of bytes as people read them.
final class Bytes {

  private static final double MEGABYTE = 1e6;

  private Bytes() {}

  /// In megabytes, with one digit after the point.
  static String text(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
  }
}
