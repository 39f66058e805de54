package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.PullProgress;
import ai.stigmer.cli.container.PullProgress.Layer;
import ai.stigmer.cli.container.PullProgress.Phase;
import ai.stigmer.cli.registry.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The layers of one pull as they stand. Where the manifest is known, it names them and their
/// sizes, and what else a runtime counts as a layer is left out.
final class LayerTable {

  private static final int SHORT_ID = 12;
  private static final String ALGORITHM = "sha256:";

  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final boolean complete;

  LayerTable(List<Manifest.Layer> manifest) {
    this.complete = !manifest.isEmpty();
    manifest.forEach(layer -> {
      String id = layer.digest().replace(ALGORITHM, "");
      String shortId = id.substring(0, Math.min(SHORT_ID, id.length()));
      layers.put(shortId, new Layer(shortId, Phase.WAITING, 0, OptionalLong.of(layer.bytes())));
    });
  }

  /// Notes what a runtime says of a layer.
  ///
  /// @param status the runtime's words, as the Engine API and both command lines use them
  /// @return whether anything is different now
  boolean note(String id, String status, OptionalLong current, OptionalLong total) {
    Layer before = layers.getOrDefault(id, new Layer(id, Phase.WAITING, 0, OptionalLong.empty()));
    Optional<Phase> phase = phase(status);
    if (phase.isEmpty() || (complete && !layers.containsKey(id))) {
      return false;
    }
    OptionalLong size =
        total.isPresent() && phase.get() == Phase.DOWNLOADING ? total : before.size();
    long bytes =
        switch (phase.get()) {
          case WAITING -> before.bytes();
          case DOWNLOADING -> current.orElse(before.bytes());
          case DOWNLOADED, UNPACKING, DONE -> size.orElse(before.bytes());
          case PRESENT -> 0;
        };
    var now = new Layer(id, phase.get(), bytes, size);
    return !now.equals(layers.put(id, now));
  }

  /// Everything that was fetched is in its place.
  void finish() {
    layers.replaceAll((id, layer) ->
        layer.phase() == Phase.PRESENT
            ? layer
            : new Layer(id, Phase.DONE, layer.size().orElse(layer.bytes()), layer.size()));
  }

  PullProgress progress() {
    return new PullProgress(List.copyOf(layers.values()));
  }

  private static Optional<Phase> phase(String status) {
    return switch (status) {
      case "Pulling fs layer", "Waiting", "" -> Optional.of(Phase.WAITING);
      case "Downloading" -> Optional.of(Phase.DOWNLOADING);
      case "Verifying Checksum", "Download complete", "done" -> Optional.of(Phase.DOWNLOADED);
      case "Extracting" -> Optional.of(Phase.UNPACKING);
      case "Pull complete" -> Optional.of(Phase.DONE);
      case "Already exists", "skipped: already exists" -> Optional.of(Phase.PRESENT);
      default -> Optional.empty();
    };
  }
}
