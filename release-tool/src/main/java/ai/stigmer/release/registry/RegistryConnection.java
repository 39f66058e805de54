package ai.stigmer.release.registry;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.Links;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One registry, spoken to with authentication and with redirects followed by hand, so that no
/// other host is shown a credential.
final class RegistryConnection {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_REDIRECTS = 5;
  // The first 401 asks for credentials or says that a token has expired; one more may be by chance.
  private static final int MOST_RENEWALS = 2;

  private final HttpTransport transport;
  private final URI base;
  private final Authentication authentication;

  RegistryConnection(HttpTransport transport, URI base, Authentication authentication) {
    this.transport = transport;
    this.base = base;
    this.authentication = authentication;
  }

  /// The registry's own address for a path below `/v2/`.
  URI address(String path) {
    return base.resolve("/v2/" + path);
  }

  /// Sends a request and gives the answer if its status is one of those expected. A redirect is
  /// followed, unless it is expected itself.
  ///
  /// @throws RetryPolicy.PassingFailure if the status may pass
  /// @throws IOException if no answer came
  /// @throws ReleaseException of kind permission if the registry does not allow it, of kind remote
  ///   for any other status
  HttpResponse<InputStream> send(RegistryCall call, Integer... expected) throws IOException {
    Set<Integer> statuses = Set.of(expected);
    HttpResponse<InputStream> response = sendAuthorised(call);
    RegistryCall current = call;
    for (int hops = 0;
        isRedirect(call, response)
            && !statuses.contains(response.statusCode())
            && hops < MOST_REDIRECTS;
        hops++) {
      current = call.at(location(current, response));
      response.body().close();
      response = sendAuthorised(current);
    }
    if (statuses.contains(response.statusCode())) {
      return response;
    }
    throw failure(current, response);
  }

  /// The address in an answer's `Location`, made absolute.
  ///
  /// @throws ReleaseException of kind remote if there is none
  static URI location(RegistryCall call, HttpResponse<InputStream> response) {
    return Links.location(response)
        .orElseThrow(() ->
            ReleaseException.remote(
                call.uri().getHost() + " did not say where to go on with " + call.what(),
                "Run it again."));
  }

  /// What an answer says went wrong, without what was sent to prove this run.
  RegistryErrors errors(HttpResponse<InputStream> response) throws IOException {
    return RegistryErrors.read(response, authentication.secrets());
  }

  /// The problem of an answer that was not expected.
  ///
  /// @throws RetryPolicy.PassingFailure if it may be another one when asked again
  ReleaseException failure(RegistryCall call, HttpResponse<InputStream> response)
      throws IOException {
    return failure(call, response, errors(response));
  }

  /// The problem of an answer that was not expected, whose errors were read.
  ///
  /// @throws RetryPolicy.PassingFailure if it may be another one when asked again
  ReleaseException failure(
      RegistryCall call, HttpResponse<InputStream> response, RegistryErrors errors)
      throws IOException {
    boolean forbidden = errors.status() == 401 || errors.status() == 403;
    boolean own = isOwn(call.uri());
    if (forbidden && own) {
      return Refusal.of(call, errors, authentication.hasLogin());
    }
    String summary = call.uri().getHost() + " failed while " + call.what() + ": " + errors;
    // Another host's address carries its own permission, which a new one from the registry renews.
    if (forbidden || RetryPolicy.isPassing(errors.status())) {
      throw new RetryPolicy.PassingFailure(
          summary, RetryPolicy.retryAfter(response, Instant.now()));
    }
    return ReleaseException.remote(summary, remedy(call, errors.status()));
  }

  private static String remedy(RegistryCall call, int status) {
    if (status == 404 || status == 405) {
      return "Check the repository's name, and that its host is a container registry.";
    }
    // Registries differ in how they say that a tag is not to be moved.
    return call.setsTag() && Set.of(400, 409, 412).contains(status)
        ? "If the registry keeps tags from moving, allow it for v1, v1.2 and latest; otherwise mend"
            + " what it names. Then run it again."
        : "Mend what it names and run it again.";
  }

  /// Whether an address is the registry's own: only there are credentials shown, and links
  /// followed.
  boolean isOwn(URI uri) {
    return origin(base).equals(origin(uri));
  }

  private HttpResponse<InputStream> sendAuthorised(RegistryCall call) throws IOException {
    if (!isOwn(call.uri())) {
      return transport.send(call.request(Optional.empty()));
    }
    HttpResponse<InputStream> response =
        transport.send(call.request(authentication.authorization(call)));
    for (int renewals = 0; response.statusCode() == 401 && renewals < MOST_RENEWALS; renewals++) {
      RegistryErrors errors = errors(response);
      List<Challenge> offered = Challenge.parse(response.headers().allValues("WWW-Authenticate"));
      Optional<String> renewed = authentication.renew(call, offered);
      if (renewed.isEmpty()) {
        throw Refusal.of(call, errors, authentication.hasLogin());
      }
      response = transport.send(call.request(renewed));
    }
    return response;
  }

  // Scheme, host and port (RFC 6454).
  private static String origin(URI uri) {
    int standard = "https".equals(uri.getScheme()) ? 443 : 80;
    int port = uri.getPort() < 0 ? standard : uri.getPort();
    return (uri.getScheme() + "://" + uri.getHost() + ":" + port).toLowerCase(Locale.ROOT);
  }

  private static boolean isRedirect(RegistryCall call, HttpResponse<InputStream> response) {
    return REDIRECTS.contains(response.statusCode())
        && (call.method().equals("GET") || call.method().equals("HEAD"));
  }
}
