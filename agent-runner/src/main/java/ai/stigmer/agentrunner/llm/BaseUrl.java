package ai.stigmer.agentrunner.llm;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// What a base URL must be like.
final class BaseUrl {

  /// The names under which a container reaches the machine it runs on.
  private static final Set<String> THIS_MACHINE =
      Set.of("localhost", "[::1]", "host.docker.internal", "host.containers.internal");

  private BaseUrl() {}

  /// Refuses what is no address of a server, without repeating what may hold a password.
  static void check(URI url) {
    if (!Set.of("http", "https").contains(Optional.ofNullable(url.getScheme()).orElse(""))
        || Optional.ofNullable(url.getHost()).isEmpty()) {
      throw new IllegalArgumentException("A base URL has http:// or https:// and a host.");
    }
    if (Optional.ofNullable(url.getRawUserInfo()).isPresent()
        || Optional.ofNullable(url.getRawQuery()).isPresent()
        || Optional.ofNullable(url.getRawFragment()).isPresent()) {
      throw new IllegalArgumentException("A base URL has no user, password, query or fragment.");
    }
  }

  /// The address with the provider's usual path if it has none of its own.
  static URI complete(URI url, Provider provider) {
    boolean bare = url.getRawPath().isEmpty() || url.getRawPath().equals("/");
    return bare ? url.resolve("/").resolve(provider.usualPath()) : url;
  }

  /// Whether a key sent there could be read on the way.
  static boolean isReadableByOthers(URI url) {
    return url.getScheme().equals("http")
        && !THIS_MACHINE.contains(url.getHost())
        && !url.getHost().matches("127(\\.\\d{1,3}){3}");
  }
}
