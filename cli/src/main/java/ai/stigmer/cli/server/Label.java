package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;

/// The labels by which containers are found again; there is no other memory of them.
final class Label {

  /// Every container of ours has this label with the value [#STIGMER].
  static final String MANAGED_BY = "ai.stigmer.managed-by";

  /// The value of [#MANAGED_BY].
  static final String STIGMER = "stigmer";

  /// The data folder of the server it belongs to.
  static final String DATA = "ai.stigmer.data";

  /// The port of this machine that a Temporal server has.
  static final String PORT = "ai.stigmer.port";

  /// Which component it is.
  static final String COMPONENT = "ai.stigmer.component";

  /// The fingerprint of everything it was started with but its secrets.
  static final String CONFIGURATION = "ai.stigmer.configuration";

  /// The fingerprint of its secrets, which whoever may read labels may read anyway.
  static final String SECRETS = "ai.stigmer.secrets";

  /// The version that an image says it is.
  static final String VERSION = "org.opencontainers.image.version";

  private Label() {}

  /// The name that an image says it has.
  static final String TITLE = "org.opencontainers.image.title";

  /// Whether some stigmer made a container, be it for this data folder or another.
  static boolean isStigmers(Container container) {
    return STIGMER.equals(container.labels().get(MANAGED_BY));
  }
}
