package ai.stigmer.cli.server;

import java.nio.file.Path;

/// This machine with one real container runtime, which has images and containers of its own.
interface Machine extends AutoCloseable {

  /// A person at this machine.
  ///
  /// @param folder an empty folder: the person's home
  Desk desk(Path folder);

  /// Runs the runtime's own command and gives what it wrote to its standard output.
  String engine(String... arguments);

  /// Removes every container.
  void clear();

  /// Removes every container and ends the runtime.
  @Override
  void close();
}
