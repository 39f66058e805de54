package ai.stigmer.release.registry;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.Loopback;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.RegistryLogin.IdentityToken;
import ai.stigmer.release.registry.RegistryLogin.Password;
import ai.stigmer.release.secret.Redactor;
import ai.stigmer.release.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How this run proves itself to one registry: by Basic authentication, or by bearer tokens that a
/// token service gives out for a scope (Docker registry token authentication).
///
/// Nothing is sent before the registry has asked for it; from then on every request carries what it
/// asked for. May be used by several threads.
final class Authentication {

  private static final String CLIENT = "stigmer-release-tool";

  private final HttpTransport transport;
  private final String registry;
  private final RegistryCredentials credentials;
  private final Optional<Repository> written;
  private final Map<List<String>, Secret> tokens = new HashMap<>();
  private Optional<Challenge> challenge = Optional.empty();
  private Optional<Optional<RegistryLogin>> login = Optional.empty();

  /// @param written a repository whose reads ask for the right to write, too, if there is a login
  Authentication(
      HttpTransport transport,
      String registry,
      RegistryCredentials credentials,
      Optional<Repository> written) {
    this.transport = transport;
    this.registry = registry;
    this.credentials = credentials;
    this.written = written;
  }

  /// The `Authorization` a request is sent with, as far as the registry has asked for one.
  ///
  /// @throws IOException if the token service did not answer, or may do so later
  synchronized Optional<String> authorization(RegistryCall call) throws IOException {
    return challenge.isEmpty() ? Optional.empty() : answer(challenge.get(), call);
  }

  /// The `Authorization` after the registry has answered 401, made anew: a token may have expired.
  ///
  /// @return nothing if there is nothing to authenticate with
  /// @throws IOException if the token service did not answer, or may do so later
  synchronized Optional<String> renew(RegistryCall call, List<Challenge> offered)
      throws IOException {
    challenge = find(offered, "bearer").or(() -> find(offered, "basic")).or(() -> challenge);
    tokens.remove(scopes(call));
    return authorization(call);
  }

  /// Whether there are credentials for this registry at all.
  synchronized boolean hasLogin() {
    return login().isPresent();
  }

  /// Takes what was sent to prove this run out of what servers say.
  synchronized Redactor secrets() {
    var sent = new ArrayList<>(tokens.values());
    // What was never looked up was never sent.
    login
        .flatMap(known -> known)
        .ifPresent(known ->
            sent.add(
                switch (known) {
                  case Password password -> password.password();
                  case IdentityToken identity -> identity.token();
                }));
    return new Redactor(sent);
  }

  private static Optional<Challenge> find(List<Challenge> offered, String scheme) {
    return offered.stream().filter(challenge -> challenge.scheme().equals(scheme)).findFirst();
  }

  private Optional<String> answer(Challenge wanted, RegistryCall call) throws IOException {
    if (wanted.scheme().equals("bearer")) {
      List<String> scopes = scopes(call);
      Secret token = tokens.get(scopes);
      if (token == null) {
        token = fetchToken(wanted, call, scopes);
        tokens.put(scopes, token);
      }
      return Optional.of("Bearer " + token.reveal());
    }
    // An identity token is good for a token service only.
    return login()
        .flatMap(found ->
            switch (found) {
              case Password password -> Optional.of(basic(password));
              case IdentityToken _ -> Optional.empty();
            });
  }

  // quay.io and ghcr.io refuse to read a repository that does not exist yet, unless it may be
  // written.
  private List<String> scopes(RegistryCall call) {
    boolean writing = written.equals(Optional.of(call.repository())) && login().isPresent();
    return (writing ? call.writing() : call).scopes();
  }

  private Optional<RegistryLogin> login() {
    if (login.isEmpty()) {
      login = Optional.of(credentials.login(registry));
    }
    return login.get();
  }

  private Secret fetchToken(Challenge wanted, RegistryCall call, List<String> scopes)
      throws IOException {
    URI realm = realm(wanted);
    HttpResponse<InputStream> response =
        transport.send(tokenRequest(realm, wanted.parameter("service"), scopes));
    if (response.statusCode() == 200) {
      return token(realm, Bodies.read(response, Bodies.JSON_LIMIT));
    }
    RegistryErrors errors = RegistryErrors.read(response, secrets());
    if (RetryPolicy.isPassing(errors.status())) {
      throw new RetryPolicy.PassingFailure(
          realm.getHost() + " gave no token: " + errors,
          RetryPolicy.retryAfter(response, Instant.now()));
    }
    if (errors.status() >= 400 && errors.status() <= 403) {
      throw Refusal.of(call, errors, hasLogin());
    }
    throw ReleaseException.remote(
        realm.getHost() + " gave no token for " + call.what() + ": " + errors,
        "Check that " + registry + " is the registry that was meant.");
  }

  private HttpRequest tokenRequest(URI realm, Optional<String> service, List<String> scopes) {
    var query = new ArrayList<String>();
    service.ifPresent(name -> query.add("service=" + encode(name)));
    Optional<RegistryLogin> known = login();
    if (known.isPresent() && known.get() instanceof IdentityToken identity) {
      query.add("grant_type=refresh_token");
      query.add("client_id=" + CLIENT);
      query.add("refresh_token=" + encode(identity.token().reveal()));
      query.add("scope=" + encode(String.join(" ", scopes)));
      return HttpRequest.newBuilder(realm)
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(String.join("&", query)))
          .build();
    }
    scopes.forEach(scope -> query.add("scope=" + encode(scope)));
    String separator = realm.getRawQuery() == null ? "?" : "&";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create(realm + query.stream().collect(Collectors.joining("&", separator, ""))));
    if (known.isPresent() && known.get() instanceof Password password) {
      request.header("Authorization", basic(password));
    }
    return request.build();
  }

  private URI realm(Challenge wanted) {
    String text = wanted.parameter("realm").orElse("");
    try {
      URI realm = new URI(text);
      // A registry elsewhere has no business with services of this machine, nor plain HTTP.
      boolean allowed =
          "https".equals(realm.getScheme())
              || ("http".equals(realm.getScheme())
                  && Loopback.isLoopback(realm)
                  && Loopback.isLoopback(URI.create("http://" + registry)));
      if (allowed && realm.getHost() != null && realm.getRawFragment() == null) {
        return realm;
      }
    } catch (URISyntaxException unreadable) {
      // The same sentence serves.
    }
    throw ReleaseException.remote(
        registry
            + " sends to '"
            + PlainText.bounded(text, 200)
            + "' for a token, which is no https address",
        "Check that " + registry + " is the registry that was meant.");
  }

  private static Secret token(URI realm, byte[] body) {
    try {
      Json json = Json.parse(body, realm.getHost());
      Optional<String> token =
          json.find("token")
              .or(() -> json.find("access_token"))
              .map(Json::text)
              .filter(text -> text.matches("[!-~]+"));
      if (token.isPresent()) {
        return Secret.of(token.get());
      }
    } catch (ReleaseException malformed) {
      // The parser's own words may quote the token.
    }
    throw ReleaseException.remote(
        realm.getHost() + " answered a request for a token without one", "Run it again.");
  }

  private static String basic(Password login) {
    String pair = login.user() + ":" + login.password().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
