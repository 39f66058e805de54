package ai.stigmer.release.oci;

import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where images of one name are kept: a registry's host and a path (OCI distribution
/// specification).
///
/// The registry's host is always written, with its port if it has one: `ghcr.io`, `localhost:5000`.
///
/// @param registry the host, and its port after a colon
/// @param path the name within the registry, `stigmer/agent-runner`
public record Repository(String registry, String path) {

  private static final Pattern SYNTAX =
      Pattern.compile(
          "((?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?)"
              + "/([a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)");
  private static final int LONGEST = 255;
  private static final int HIGHEST_PORT = 65_535;

  /// Reads `host[:port]/path`.
  ///
  /// @throws ReleaseException of kind input if it is not of that form
  public static Repository of(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (text.length() > LONGEST || !parts.matches() || !isHost(parts.group(1))) {
      throw ReleaseException.input(
          "'" + Abbreviation.of(text) + "' is not an image repository",
          "Write the registry's host and a lower-case path, as in ghcr.io/stigmer/agent-runner, without"
              + " a tag.");
    }
    return new Repository(parts.group(1), parts.group(2));
  }

  /// Whether the registry is on this machine, which is where plain HTTP is spoken.
  public boolean isLoopback() {
    String host = registry.replaceFirst(":[0-9]+$", "");
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }

  @Override
  public String toString() {
    return registry + "/" + path;
  }

  // Docker's rule: the first part is a host if it has a dot or a port, or is localhost.
  private static boolean isHost(String text) {
    return (text.contains(".") || text.contains(":") || text.equals("localhost"))
        && isAddress(text);
  }

  // Labels, addresses of IPv6 and ports have rules of their own (RFC 3986 section 3.2.2).
  private static boolean isAddress(String text) {
    try {
      URI address = new URI("https://" + text).parseServerAuthority();
      return address.getHost() != null && address.getPort() <= HIGHEST_PORT;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
