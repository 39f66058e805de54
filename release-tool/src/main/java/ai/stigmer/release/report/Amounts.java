package ai.stigmer.release.report;

import java.time.Duration;
import java.util.Locale;

/// Sizes and times as a person reads them.
public final class Amounts {

  private Amounts() {}

  /// A size, in kilobytes or megabytes of a thousand.
  public static String ofBytes(long size) {
    return size < 100_000
        ? String.format(Locale.ROOT, "%.1f kB", size / 1000.0)
        : String.format(Locale.ROOT, "%.1f MB", size / 1_000_000.0);
  }

  /// A time, in seconds.
  public static String ofTime(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  /// A number of things, in the singular or with an s.
  public static String of(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
