package ai.stigmer.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.cli.container.ContainerSpecification;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A short text that is another one whenever what it stands for is another one.
final class Fingerprint {

  private static final int LENGTH = 16;

  private Fingerprint() {}

  /// Of everything a container is started with, but the values of secrets.
  static String ofConfiguration(ContainerSpecification wanted) {
    return of(
        wanted.image().exact()
            + wanted.arguments()
            + wanted.mounts()
            + wanted.network()
            + wanted.imageUser()
            + wanted.confined()
            + variables(wanted, name -> !RunnerEnvironment.isSecret(name))
                .map(Map.Entry::toString)
                .collect(Collectors.joining("\n")));
  }

  /// Of a container's secrets, one by one.
  static String ofSecrets(ContainerSpecification wanted) {
    return variables(wanted, RunnerEnvironment::isSecret)
        .map(variable -> variable.getKey() + ":" + of(variable.getValue()))
        .collect(Collectors.joining(","));
  }

  /// Whether a container has all secrets that are wanted. It may have more: they come from the
  /// environment of a start, and the next one may be made where some are not set.
  static boolean covers(String secrets, String wanted) {
    return wanted.isEmpty()
        || List.of(secrets.split(",", -1)).containsAll(List.of(wanted.split(",", -1)));
  }

  private static Stream<Map.Entry<String, String>> variables(
      ContainerSpecification wanted, Predicate<String> names) {
    return new TreeMap<>(wanted.environment())
        .entrySet().stream().filter(variable -> names.test(variable.getKey()));
  }

  /// Of any text.
  static String of(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
