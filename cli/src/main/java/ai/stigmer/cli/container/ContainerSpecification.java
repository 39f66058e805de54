package ai.stigmer.cli.container;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A container that is to be started. It starts from a name and an image; each `with` gives a copy
/// that says one thing more.
///
/// @param name its name
/// @param image its image, which the runtime must have
/// @param arguments what follows the image's entrypoint, instead of the image's own arguments
/// @param labels its labels
/// @param environment its environment variables, which may be secret
/// @param mounts what of this machine it sees
/// @param network how it is reached
/// @param imageUser the user of the image; what it writes into a mount belongs to the person who
///   starts the container
/// @param health the command that tells whether it is well
/// @param confined whether its programs have, and can gain, no privilege of the kernel
public record ContainerSpecification(
    String name,
    ImageReference image,
    List<String> arguments,
    Map<String, String> labels,
    Map<String, String> environment,
    List<Mount> mounts,
    Network network,
    Optional<ImageUser> imageUser,
    List<String> health,
    boolean confined) {

  /// The user and group that an image's programs run as.
  public record ImageUser(int user, int group) {}

  /// Copies the collections.
  public ContainerSpecification {
    arguments = List.copyOf(arguments);
    labels = Map.copyOf(labels);
    environment = Map.copyOf(environment);
    mounts = List.copyOf(mounts);
    health = List.copyOf(health);
  }

  /// A container with a network of its own and nothing else.
  public static ContainerSpecification of(String name, ImageReference image) {
    return new ContainerSpecification(
        name,
        image,
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        new Network.Published(List.of()),
        Optional.empty(),
        List.of(),
        false);
  }

  /// The same with these arguments instead of the image's own.
  public ContainerSpecification withArguments(List<String> arguments) {
    return new ContainerSpecification(
        name, image, arguments, labels, environment, mounts, network, imageUser, health, confined);
  }

  /// The same with these labels.
  public ContainerSpecification withLabels(Map<String, String> labels) {
    return new ContainerSpecification(
        name, image, arguments, labels, environment, mounts, network, imageUser, health, confined);
  }

  /// The same with these environment variables.
  public ContainerSpecification withEnvironment(Map<String, String> environment) {
    return new ContainerSpecification(
        name, image, arguments, labels, environment, mounts, network, imageUser, health, confined);
  }

  /// The same with these mounts.
  public ContainerSpecification withMounts(List<Mount> mounts) {
    return new ContainerSpecification(
        name, image, arguments, labels, environment, mounts, network, imageUser, health, confined);
  }

  /// The same with this network.
  public ContainerSpecification withNetwork(Network network) {
    return new ContainerSpecification(
        name, image, arguments, labels, environment, mounts, network, imageUser, health, confined);
  }

  /// The same for an image whose programs run as this user, other than root.
  public ContainerSpecification withImageUser(ImageUser imageUser) {
    return new ContainerSpecification(
        name,
        image,
        arguments,
        labels,
        environment,
        mounts,
        network,
        Optional.of(imageUser),
        health,
        confined);
  }

  /// The same with this health command.
  public ContainerSpecification withHealth(List<String> health) {
    return new ContainerSpecification(
        name, image, arguments, labels, environment, mounts, network, imageUser, health, confined);
  }

  /// The same without any privilege of the kernel.
  public ContainerSpecification withoutPrivileges() {
    return new ContainerSpecification(
        name, image, arguments, labels, environment, mounts, network, imageUser, health, true);
  }

  /// Everything but the values of the environment, which may be secret.
  @Override
  public String toString() {
    return "%s of %s with the environment variables %s"
        .formatted(name, image, environment.keySet());
  }
}
