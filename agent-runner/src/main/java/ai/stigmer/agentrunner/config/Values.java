package ai.stigmer.agentrunner.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The kinds of values that variables have; each gives nothing for a text that is no such value.
final class Values {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  /// What the addresses of Unix-domain sockets hold, on the system that holds least (macOS).
  private static final int LONGEST_SOCKET = 103;

  private Values() {}

  static Optional<String> address(String text) {
    Matcher parts = ADDRESS.matcher(text);
    return parts.matches() && number(parts.group(1), HIGHEST_PORT).isPresent()
        ? Optional.of(text)
        : Optional.empty();
  }

  static Optional<String> name(String text) {
    return text.equals(text.strip()) ? Optional.of(text) : Optional.empty();
  }

  static Optional<Integer> number(String text, int highest) {
    if (!text.matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    return Optional.of(Integer.parseInt(text)).filter(number -> number >= 1 && number <= highest);
  }

  static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /// Without a user, because a password in an address would be shown with it, and bare of what a
  /// base cannot have.
  static Optional<URI> url(String text) {
    try {
      var url = new URI(text);
      boolean usable =
          ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null;
      return usable ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException malformed) {
      return Optional.empty();
    }
  }

  static Optional<Path> socket(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET
        ? path(text)
        : Optional.empty();
  }
}
