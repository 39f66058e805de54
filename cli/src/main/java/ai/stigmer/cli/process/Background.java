package ai.stigmer.cli.process;

/// A program that runs beside this one. Closing it ends it and everything it started.
public interface Background extends AutoCloseable {

  /// Whether it still runs.
  boolean alive();

  @Override
  void close();
}
