package ai.stigmer.cli.server;

import ai.stigmer.cli.container.PullProgress;
import java.util.OptionalLong;

/// Told of what happens, in the order in which it happens.
public interface Progress {

  /// A step begins.
  void begins(Step step);

  /// A pull begins.
  ///
  /// @param size how many bytes it is, where the registry tells
  void downloads(Step.Pull pull, OptionalLong size);

  /// A pull has come further.
  void pulled(PullProgress progress, OptionalLong size);

  /// Something to know.
  void says(String line);
}
