package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;

/// One of the containers that make up the server.
public enum Component {
  /// The worker that runs agents.
  AGENT_RUNNER("agent-runner"),
  /// The Temporal server it works for, where stigmer starts that too.
  TEMPORAL("temporal");

  private final String title;

  Component(String title) {
    this.title = title;
  }

  /// What a person calls it.
  public String title() {
    return title;
  }

  /// What a sentence calls it.
  public String phrase() {
    return switch (this) {
      case AGENT_RUNNER -> "the agent-runner";
      case TEMPORAL -> "Temporal";
    };
  }

  /// As a person types it.
  @Override
  public String toString() {
    return title;
  }

  /// Whether a container, which is ours, is this component's.
  boolean owns(Container container) {
    return title.equals(container.labels().get(Label.COMPONENT));
  }
}
