package ai.stigmer.cli.container;

import java.util.List;
import java.util.OptionalLong;

/// How far a pull has come.
///
/// @param layers the image's layers as far as they are known, in the order they became known
public record PullProgress(List<Layer> layers) {

  /// Copies the layers.
  public PullProgress {
    layers = List.copyOf(layers);
  }

  /// One layer.
  ///
  /// @param id the beginning of its digest
  /// @param phase what happens to it
  /// @param bytes how many bytes of it have arrived; 0 where the runtime does not tell
  /// @param size how many bytes it has, compressed
  public record Layer(String id, Phase phase, long bytes, OptionalLong size) {}

  /// What happens to a layer.
  public enum Phase {
    WAITING,
    DOWNLOADING,
    DOWNLOADED,
    UNPACKING,
    DONE,
    /// It was there before.
    PRESENT
  }

  /// How many bytes have arrived in this pull.
  public long bytes() {
    return layers.stream().mapToLong(Layer::bytes).sum();
  }

  /// How many layers are there: done, or present before.
  public long finishedLayers() {
    return layers.stream()
        .filter(layer -> layer.phase() == Phase.DONE || layer.phase() == Phase.PRESENT)
        .count();
  }
}
