package ai.stigmer.cli.command;

import java.util.Locale;

/// How a result is written.
enum Output {
  TEXT,
  JSON;

  /// As a person types it.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
