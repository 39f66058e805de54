package ai.stigmer.release.github;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.secret.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// One GitHub, reached with one token: github.com, an enterprise server, or an embedded one.
///
/// Pull requests and new drafts go through github-api, whose types hold all we need of them, with
/// [HttpTransport] as its connector. Everything else about releases is spoken by [ApiCalls]:
/// github-api changes only a release it has read before, and what it reads (1.330) has neither an
/// asset's `digest` nor `immutable`, so each call would cost further requests for what its answer
/// already held; and it keeps a whole upload in memory.
public final class GitHub {

  private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9-]+/[A-Za-z0-9._-]+");

  private final URI api;
  private final HttpTransport transport;
  private final Optional<Secret> token;
  private final RetryPolicy retry;

  private GitHub(URI api, HttpTransport transport, Optional<Secret> token, RetryPolicy retry) {
    this.api = api;
    this.transport = transport;
    this.token = token;
    this.retry = retry;
  }

  /// A GitHub by the address of its REST API, as in `GITHUB_API_URL`. Nothing is sent yet.
  ///
  /// @param token what it is asked with; without one only public things are seen
  /// @throws ReleaseException of kind input if the address is not one, or holds credentials
  public static GitHub connect(
      URI api, HttpTransport transport, Optional<Secret> token, RetryPolicy retry) {
    if (api.getHost() == null || api.getRawUserInfo() != null) {
      throw ReleaseException.input(
          "GITHUB_API_URL is not the address of an API",
          "It is written https://HOST/PATH, without credentials.");
    }
    return new GitHub(URI.create(api.toString().replaceFirst("/+$", "")), transport, token, retry);
  }

  /// The releases of a repository, `owner/name`. A refused token is `GITHUB_TOKEN` in problems.
  ///
  /// @throws ReleaseException of kind input if the name is not one
  public ReleaseHost releases(String ownerAndName) {
    ApiCalls calls = calls(ownerAndName, "GITHUB_TOKEN", "contents: write");
    return new RestReleases(calls, new LibraryCalls(calls));
  }

  /// The pull requests of a repository, `owner/name`. A refused token is `HOMEBREW_TAP_TOKEN` in
  /// problems.
  ///
  /// @throws ReleaseException of kind input if the name is not one
  public PullRequests pullRequests(String ownerAndName) {
    ApiCalls calls =
        calls(ownerAndName, "HOMEBREW_TAP_TOKEN", "contents: write and pull-requests: write");
    return new LibraryPullRequests(calls, new LibraryCalls(calls));
  }

  private ApiCalls calls(String ownerAndName, String variable, String permissions) {
    if (!REPOSITORY.matcher(ownerAndName).matches()) {
      throw ReleaseException.input(
          "'" + ownerAndName + "' is not a repository on GitHub", "It is written owner/name.");
    }
    return new ApiCalls(
        new ApiAccess(api, ownerAndName, token, variable, permissions), transport, retry);
  }
}
