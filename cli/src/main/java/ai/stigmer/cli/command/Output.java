package ai.stigmer.cli.command;

/// How a result is written.
enum Output {
  TEXT,
  JSON
}
