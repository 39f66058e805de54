package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.container.Platform;
import ai.stigmer.cli.json.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/// What `inspect` and `ps` answer, as values; both runtimes use nearly the same names.
///
/// @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/">Docker Engine API</a>
final class Inspection {

  private Inspection() {}

  static Container container(Json answer) {
    String reference = answer.at("Config", "Image").textOrEmpty();
    return new Container(
        answer.at("Id").textOrEmpty(),
        withoutSlash(answer.at("Name").textOrEmpty()),
        state(answer.at("State")),
        withAlgorithm(answer.at("Image").textOrEmpty()),
        reference,
        digest(reference),
        answer.at("Config", "Labels").textMembers(),
        time(answer.at("Created")));
  }

  /// A container as Podman's `ps` tells it in JSON; nothing of one that does not run, since how it
  /// ended is told by `inspect` alone.
  static Optional<Container> listed(Json entry) {
    if (!entry.at("State").textOrEmpty().equals("running")) {
      return Optional.empty();
    }
    String reference = entry.at("Image").textOrEmpty();
    return Optional.of(
        new Container(
            entry.at("Id").textOrEmpty(),
            entry.at("Names").texts().stream().findFirst().orElse(""),
            new ContainerState.Running(seconds(entry.at("StartedAt"))),
            withAlgorithm(entry.at("ImageID").textOrEmpty()),
            reference,
            digest(reference),
            entry.at("Labels").textMembers(),
            seconds(entry.at("Created"))));
  }

  private static Instant seconds(Json value) {
    return Instant.ofEpochSecond(value.number().orElse(0));
  }

  private static Optional<String> digest(String reference) {
    int at = reference.indexOf('@');
    return at < 0 ? Optional.empty() : Optional.of(reference.substring(at + 1));
  }

  static LocalImage image(Json answer) {
    return new LocalImage(
        withAlgorithm(answer.at("Id").textOrEmpty()),
        answer.at("RepoTags").texts(),
        answer.at("RepoDigests").texts(),
        Platform.of(answer.at("Os").textOrEmpty(), answer.at("Architecture").textOrEmpty()),
        answer.at("Size").number().orElse(0),
        time(answer.at("Created")),
        labels(answer));
  }

  /// Podman shows an image's labels beside its configuration too, and there alone if they were
  /// given at import.
  private static Map<String, String> labels(Json image) {
    Map<String, String> labels = image.at("Config", "Labels").textMembers();
    return labels.isEmpty() ? image.at("Labels").textMembers() : labels;
  }

  private static ContainerState state(Json state) {
    String status = state.at("Status").textOrEmpty();
    return switch (status) {
      case "created", "configured", "initialized" -> new ContainerState.Created();
      case "running", "restarting" -> new ContainerState.Running(time(state.at("StartedAt")));
      case "stopping" -> new ContainerState.Stopping(time(state.at("StartedAt")));
      case "paused" -> new ContainerState.Paused(time(state.at("StartedAt")));
      case "exited", "stopped", "dead" ->
          new ContainerState.Exited(
              (int) state.at("ExitCode").number().orElse(0),
              state.at("OOMKilled").isTrue(),
              time(state.at("FinishedAt")));
      case "removing" -> new ContainerState.Removing();
      default ->
          throw new RuntimeFailure(
              "The container runtime says '%s' of a container, which stigmer does not know."
                  .formatted(status),
              "Upgrade stigmer, or report this.");
    };
  }

  /// Docker writes a container's name as a path.
  private static String withoutSlash(String name) {
    return name.startsWith("/") ? name.substring(1) : name;
  }

  /// Podman writes an image's id without the algorithm.
  private static String withAlgorithm(String id) {
    return id.contains(":") ? id : "sha256:" + id;
  }

  private static Instant time(Json value) {
    try {
      return OffsetDateTime.parse(value.textOrEmpty()).toInstant();
    } catch (DateTimeParseException notSet) {
      return Instant.EPOCH;
    }
  }
}
