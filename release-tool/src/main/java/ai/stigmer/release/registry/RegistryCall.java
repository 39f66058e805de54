package ai.stigmer.release.registry;

import ai.stigmer.release.oci.Repository;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One request to a registry, before it is authorised.
///
/// @param method the HTTP method
/// @param uri where it goes
/// @param headers what it says besides
/// @param body what it sends
/// @param limit how long the answer may take
/// @param what what is attempted, as a problem names it: `pushing sha256:… to ghcr.io/me/it`
/// @param repository what it acts on
/// @param access what it needs to be allowed there
/// @param source the repository it takes a blob from, which it needs to be allowed to read
record RegistryCall(
    String method,
    URI uri,
    Map<String, String> headers,
    BodyPublisher body,
    Duration limit,
    String what,
    Repository repository,
    Access access,
    Optional<Repository> source) {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// What a request needs to be allowed.
  enum Access {
    /// Reading.
    PULL("pull"),
    /// Reading and writing.
    PUSH("pull,push");

    private final String actions;

    Access(String actions) {
      this.actions = actions;
    }
  }

  RegistryCall {
    headers = Map.copyOf(headers);
  }

  /// A request without headers, body or source.
  static RegistryCall of(
      String method, URI uri, String what, Repository repository, Access access) {
    return new RegistryCall(
        method,
        uri,
        Map.of(),
        BodyPublishers.noBody(),
        LIMIT,
        what,
        repository,
        access,
        Optional.empty());
  }

  RegistryCall with(Map<String, String> changed) {
    return new RegistryCall(method, uri, changed, body, limit, what, repository, access, source);
  }

  RegistryCall sending(BodyPublisher changed, Duration within) {
    return new RegistryCall(
        method, uri, headers, changed, within, what, repository, access, source);
  }

  RegistryCall at(URI changed) {
    return new RegistryCall(
        method, changed, headers, body, limit, what, repository, access, source);
  }

  RegistryCall takingFrom(Repository changed) {
    return new RegistryCall(
        method, uri, headers, body, limit, what, repository, access, Optional.of(changed));
  }

  /// The same, asking for the right to write as well.
  RegistryCall writing() {
    return new RegistryCall(
        method, uri, headers, body, limit, what, repository, Access.PUSH, source);
  }

  /// Whether it is to have a tag name a manifest.
  boolean setsTag() {
    return method.equals("PUT") && uri.getPath().matches(".*/manifests/[^:]+");
  }

  /// What a token must allow for this request (Docker registry token authentication, "scope").
  List<String> scopes() {
    var scopes = new ArrayList<String>();
    scopes.add("repository:" + repository.path() + ":" + access.actions);
    source.ifPresent(from -> scopes.add("repository:" + from.path() + ":" + Access.PULL.actions));
    return List.copyOf(scopes);
  }

  /// The request, with that `Authorization` if there is one.
  HttpRequest request(Optional<String> authorization) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body).timeout(limit);
    headers.forEach(request::header);
    authorization.ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }
}
