package ai.stigmer.release.github;

import ai.stigmer.release.http.Loopback;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.secret.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;

/// Where an API is, which repository is meant, and who asks.
///
/// @param api the API's address, without a slash at its end
/// @param repository `owner/name`
/// @param token what it is asked with
/// @param variable the environment variable the token comes from
/// @param permissions what the token must be allowed
record ApiAccess(
    URI api, String repository, Optional<Secret> token, String variable, String permissions) {

  /// The address of something of the repository.
  ///
  /// @param path begins with a slash, and is encoded as a URI wants it
  URI address(String path) {
    return URI.create(api + "/repos/" + repository + path);
  }

  /// Refuses an address that an answer gave if it is not of the API's own origin (RFC 6454).
  URI checkApi(URI uri) {
    if (!isApi(uri)) {
      throw ReleaseException.remote(
          "GitHub at " + api.getRawAuthority() + " sent us on to " + uri.getRawAuthority(),
          "Check GITHUB_API_URL.");
    }
    return uri;
  }

  private boolean isApi(URI uri) {
    return api.getScheme().equalsIgnoreCase(uri.getScheme())
        && api.getRawAuthority().equalsIgnoreCase(uri.getRawAuthority());
  }

  /// Whether the token may go to an address: the API itself, its sister that takes uploads, or
  /// another port of this machine if the API is on this machine.
  private boolean isTrusted(URI uri) {
    String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
    String sister = api.getRawAuthority().replaceFirst("^api\\.", "uploads.");
    return isApi(uri)
        || ("https".equalsIgnoreCase(uri.getScheme()) && authority.equalsIgnoreCase(sister))
        || (Loopback.isLoopback(api) && Loopback.isLoopback(uri));
  }

  /// Adds the token to a request, if it goes where the token may go.
  void authorize(HttpRequest.Builder request, URI uri) {
    if (isTrusted(uri)) {
      token.ifPresent(secret -> request.setHeader("Authorization", "Bearer " + secret.reveal()));
    }
  }

  /// Refuses to upload a file to where the token may not go.
  URI checkUpload(URI uri) {
    if (!isTrusted(uri)) {
      throw ReleaseException.remote(
          "GitHub at "
              + api.getRawAuthority()
              + " wants uploads at "
              + uri.getRawAuthority()
              + ", which is not its own address",
          "Check GITHUB_API_URL.");
    }
    return uri;
  }

  /// What GitHub refused, and the token that would have to be allowed it.
  ReleaseException refused(String what, String answer) {
    String remedy =
        token.isEmpty()
            ? "Set " + variable + " to a token with " + permissions + " on " + repository + "."
            : "Check that "
                + variable
                + " is valid and has "
                + permissions
                + " on "
                + repository
                + ".";
    return new ReleaseException(
        new Problem(
            Kind.PERMISSION,
            "GitHub refused " + what + " at " + api.getRawAuthority(),
            answer,
            remedy));
  }
}
