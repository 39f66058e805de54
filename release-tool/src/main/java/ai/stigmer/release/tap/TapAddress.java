package ai.stigmer.release.tap;

import ai.stigmer.release.problem.ReleaseException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/// Where a tap is: a path, a file URL or an http(s) URL, without a credential.
///
/// @param uri the address as JGit takes it
/// @param isHttp whether it is reached over HTTP
record TapAddress(URIish uri, boolean isHttp) {

  private static final Pattern SCHEME = Pattern.compile("(?i)([a-z][a-z0-9+.-]*)://.*");
  private static final Pattern SSH = Pattern.compile("[^/:\\\\]{2,}:.*");
  private static final Pattern CREDENTIAL = Pattern.compile("^([^/]*//)[^/]*@");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");

  /// Reads an address.
  ///
  /// @throws ReleaseException of kind input if it is not one this tool speaks to
  static TapAddress of(String text) {
    var scheme = SCHEME.matcher(text);
    if (scheme.matches()) {
      return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
        case "https", "http" -> http(text);
        case "file" -> new TapAddress(parse(text), false);
        default -> throw unsupported(text);
      };
    }
    if (SSH.matcher(text).matches()) {
      throw unsupported(text);
    }
    // A path is never parsed: it may hold a colon or a blank.
    return new TapAddress(
        new URIish().setPath(Path.of(text).toAbsolutePath().normalize().toString()), false);
  }

  /// Whether another address is on the same server, where the token may go.
  boolean isSameServer(URL other) {
    return other.getProtocol().equals(uri.getScheme())
        && other.getHost().equals(uri.getHost())
        && (other.getPort() < 0 ? other.getDefaultPort() : other.getPort()) == port();
  }

  @Override
  public String toString() {
    return uri.toString();
  }

  private int port() {
    return uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
  }

  private static TapAddress http(String text) {
    URIish uri = parse(text);
    if (uri.getUser() != null || uri.getPass() != null) {
      throw ReleaseException.input(
          "The address of the tap, " + shown(text) + ", holds a credential",
          "Take it out of the address and set HOMEBREW_TAP_TOKEN instead.");
    }
    if ("http".equals(uri.getScheme()) && !LOOPBACK.matcher(uri.getHost()).matches()) {
      throw ReleaseException.input(
          "The tap " + text + " would be reached over plain HTTP",
          "Use https; http is spoken to this machine's loopback addresses only.");
    }
    return new TapAddress(uri, true);
  }

  private static URIish parse(String text) {
    try {
      return new URIish(text);
    } catch (URISyntaxException wrong) {
      throw unsupported(text);
    }
  }

  private static ReleaseException unsupported(String text) {
    return ReleaseException.input(
        "The tap cannot be reached at '" + shown(text) + "'",
        "Set homebrew.tap-url to an https address or a path; ssh is not spoken here: the tap is"
            + " written to by HOMEBREW_TAP_TOKEN over https.");
  }

  private static String shown(String text) {
    return CREDENTIAL.matcher(text).replaceFirst("$1");
  }
}
