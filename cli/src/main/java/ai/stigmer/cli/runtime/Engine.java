package ai.stigmer.cli.runtime;

import java.nio.file.Path;

/// A socket at which a runtime speaks Docker's Engine API; closing it ends what was started for it.
interface Engine extends AutoCloseable {

  Path socket();

  @Override
  void close();

  /// A socket that was there before.
  static Engine at(Path socket) {
    return new Engine() {
      @Override
      public Path socket() {
        return socket;
      }

      @Override
      public void close() {
        // Nothing was started.
      }
    };
  }
}
