package ai.stigmer.cli.server;

import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ContainerSpecification.ImageUser;
import ai.stigmer.cli.container.Mount;
import ai.stigmer.cli.container.Network;
import ai.stigmer.cli.settings.Folders;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is to run.
///
/// @param image where the agent-runner comes from
/// @param temporal the Temporal server it works for
/// @param runner its container
/// @param temporalContainer the container of a Temporal server that stigmer starts
/// @param keyless the provider whose key is not known; a runner that has one is left alone
record Wanted(
    RunnerImage image,
    TemporalServer temporal,
    ContainerSpecification runner,
    Optional<ContainerSpecification> temporalContainer,
    Optional<String> keyless) {

  /// How a container is reached where it shares this machine's network, and where it cannot.
  enum Reach {
    HOST,
    PUBLISHED
  }

  /// The user that the programs of both images run as.
  static final ImageUser IMAGE_USER = new ImageUser(1000, 1000);

  private static final String DATABASE_FOLDER = "/data";

  /// Puts together what the two containers are started with.
  ///
  /// @param variables what reaches the runner
  static Wanted of(
      RunnerImage image,
      TemporalServer temporal,
      Map<String, String> variables,
      Folders folders,
      Reach reach,
      Optional<String> keyless) {
    ServerIdentity identity = ServerIdentity.of(folders);
    var mounted = new Folders(folders.home(), identity.data());
    ContainerSpecification runner =
        ContainerSpecification.of(identity.containerName(Component.AGENT_RUNNER), image.reference())
            .withEnvironment(variables)
            .withMounts(List.of(new Mount(mounted.workspace().toString(), "/workspace", false)))
            .withNetwork(
                switch (reach) {
                  case HOST -> new Network.Host();
                  case PUBLISHED -> new Network.Published(List.of());
                })
            .withImageUser(IMAGE_USER)
            .withHealth(List.of("agent-runner", "health"))
            .withoutPrivileges();
    return new Wanted(
        image,
        temporal,
        labelled(runner, identity.labels(Component.AGENT_RUNNER)),
        switch (temporal) {
          case TemporalServer.External external -> Optional.empty();
          case TemporalServer.Managed managed ->
              Optional.of(temporal(managed, mounted, identity, reach));
        },
        keyless);
  }

  /// The containers that are to run.
  Map<Component, ContainerSpecification> containers() {
    Map<Component, ContainerSpecification> containers = new EnumMap<>(Component.class);
    containers.put(Component.AGENT_RUNNER, runner);
    temporalContainer.ifPresent(container -> containers.put(Component.TEMPORAL, container));
    return containers;
  }

  private static ContainerSpecification temporal(
      TemporalServer.Managed temporal, Folders folders, ServerIdentity identity, Reach reach) {
    int port = temporal.address().port();
    int webPort = temporal.webPage().port();
    Map<String, String> labels = new LinkedHashMap<>(identity.labels(Component.TEMPORAL));
    labels.put(Label.PORT, Integer.toString(port));
    ContainerSpecification container =
        ContainerSpecification.of(identity.containerName(Component.TEMPORAL), temporal.image())
            .withArguments(
                List.of(
                    "server",
                    "start-dev",
                    "--ip",
                    switch (reach) {
                      case HOST -> "127.0.0.1";
                      case PUBLISHED -> "0.0.0.0";
                    },
                    "--port",
                    Integer.toString(port),
                    "--ui-port",
                    Integer.toString(webPort),
                    "--db-filename",
                    DATABASE_FOLDER + "/temporal.db"))
            .withMounts(
                List.of(
                    new Mount(DataFolders.temporal(folders).toString(), DATABASE_FOLDER, false)))
            .withNetwork(
                switch (reach) {
                  case HOST -> new Network.Host();
                  case PUBLISHED ->
                      new Network.Published(
                          List.of(
                              new Network.Port(port, port), new Network.Port(webPort, webPort)));
                })
            .withImageUser(IMAGE_USER)
            .withoutPrivileges();
    return labelled(container, labels);
  }

  private static ContainerSpecification labelled(
      ContainerSpecification wanted, Map<String, String> first) {
    var labels = new LinkedHashMap<String, String>(first);
    labels.put(Label.CONFIGURATION, Fingerprint.ofConfiguration(wanted));
    labels.put(Label.SECRETS, Fingerprint.ofSecrets(wanted));
    return wanted.withLabels(labels);
  }
}
