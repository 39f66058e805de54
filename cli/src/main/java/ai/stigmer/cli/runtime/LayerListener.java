package ai.stigmer.cli.runtime;

import java.util.OptionalLong;

/// Told what a runtime says of a layer while it pulls.
interface LayerListener {

  void layer(String id, String status, OptionalLong current, OptionalLong total);
}
