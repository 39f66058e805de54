package ai.stigmer.release.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.testing.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A registry's token service, put before an open registry: each token is good for the scopes it
/// was asked for and for so many requests.
final class TokenService implements HttpTransport {

  private static final URI REALM = URI.create("http://127.0.0.1:1/token");

  private final HttpTransport registry;
  private final int uses;
  private final Map<String, Set<String>> scopes = new HashMap<>();
  private final Map<String, Integer> left = new HashMap<>();
  private final List<String> tokenRequests = new ArrayList<>();
  private final List<String> shownToService = new ArrayList<>();

  TokenService(HttpTransport registry, int uses) {
    this.registry = registry;
    this.uses = uses;
  }

  /// The scopes of each request for a token.
  List<String> tokenRequests() {
    return tokenRequests;
  }

  /// The `Authorization` of each request for a token; empty where there was none.
  List<String> shownToService() {
    return shownToService;
  }

  @Override
  public HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    if (request.uri().getPath().equals(REALM.getPath())) {
      return token(request);
    }
    String shown = request.headers().firstValue("Authorization").orElse("");
    String token = shown.replaceFirst("^Bearer ", "");
    if (!left.containsKey(token)
        || left.merge(token, -1, Integer::sum) < 0
        || !allows(token, request)) {
      return Answer.to(request, 401)
          .with(
              "WWW-Authenticate",
              "Bearer realm=\"" + REALM + "\",service=\"a, b\",scope=\"repository:x:pull,push\"");
    }
    return registry.send(
        HttpRequest.newBuilder(request, (name, value) -> !name.equalsIgnoreCase("Authorization"))
            .build());
  }

  private Answer token(HttpRequest request) {
    Map<String, List<String>> query =
        Arrays.stream(request.uri().getRawQuery().split("&", -1))
            .map(pair -> URLDecoder.decode(pair, UTF_8).split("=", 2))
            .collect(
                Collectors.groupingBy(
                    pair -> pair[0], Collectors.mapping(pair -> pair[1], Collectors.toList())));
    if (!List.of("a, b").equals(query.get("service"))) {
      return Answer.to(request, 400);
    }
    List<String> wanted = Optional.ofNullable(query.get("scope")).orElse(List.of());
    String token = "token-" + tokenRequests.size();
    tokenRequests.add(String.join(" ", wanted));
    shownToService.add(request.headers().firstValue("Authorization").orElse(""));
    scopes.put(token, new HashSet<>(wanted));
    left.put(token, uses);
    return Answer.to(request, 200).with("{\"token\":\"" + token + "\",\"expires_in\":60}");
  }

  private boolean allows(String token, HttpRequest request) {
    String path = request.uri().getPath().replaceFirst("^/v2/(.*)/(blobs|manifests|tags)/.*", "$1");
    boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
    Set<String> granted = Optional.ofNullable(scopes.get(token)).orElse(Set.of());
    return granted.contains("repository:" + path + ":pull,push")
        || (reading && granted.contains("repository:" + path + ":pull"));
  }
}
