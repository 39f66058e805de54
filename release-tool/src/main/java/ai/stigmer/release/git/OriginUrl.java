package ai.stigmer.release.git;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a remote repository, in any form Git takes ("Git URLs" in git-clone's manual).
///
/// @param value the address as it is configured, which may hold a credential
record OriginUrl(String value) {

  private static final Pattern CREDENTIAL = Pattern.compile("(?i)^(https?://)[^/]*@");
  // An account of its own is often given a host alias, such as github.com-work.
  private static final Pattern GITHUB =
      Pattern.compile(
          "(?i)(?:(?:https?|ssh|git)://(?:[^/@]*@)?[^/:@]*github[^/:@]*(?::[0-9]+)?/"
              + "|(?:[^/:@]+@)?[^/:@]*github[^/:@]*:/?)"
              + "([A-Za-z0-9_.-]+)/([A-Za-z0-9_.-]+?)(?:\\.git)?/?");

  /// The address without a user name and password, where those would be a credential.
  String shown() {
    return CREDENTIAL.matcher(value).replaceFirst("$1");
  }

  /// The `owner/name` it has on GitHub, if it is there.
  Optional<String> gitHubRepository() {
    Matcher parts = GITHUB.matcher(value);
    return parts.matches() ? Optional.of(parts.group(1) + "/" + parts.group(2)) : Optional.empty();
  }
}
