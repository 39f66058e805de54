package ai.stigmer.cli.server;

/// What the tests of every machine share: a person at it, and its runtime.
interface DeskContract {

  /// A person at a machine that has this runtime; nothing runs yet.
  Desk desk();

  /// Runs the runtime's own command.
  String engine(String... arguments);
}
