package ai.stigmer.cli.registry;

import java.util.List;

/// What a registry says about an image.
public sealed interface Manifest {

  /// It is there.
  ///
  /// @param layers its layers for the platform that was asked for, in their order
  record Found(List<Layer> layers) implements Manifest {

    /// Copies the layers.
    public Found {
      layers = List.copyOf(layers);
    }

    /// How many compressed bytes the layers have together.
    public long bytes() {
      return layers.stream().mapToLong(Layer::bytes).sum();
    }
  }

  /// The registry has no such image, or none for the platform.
  record Absent() implements Manifest {}

  /// The registry does not show it to everyone.
  record Denied() implements Manifest {}

  /// There was no answer, or none that can be used.
  record Unknown() implements Manifest {}

  /// A layer.
  ///
  /// @param digest of its compressed content, `sha256:` and hexadecimal digits
  /// @param bytes how many it has, compressed
  record Layer(String digest, long bytes) {}
}
