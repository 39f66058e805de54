package ai.stigmer.release.github;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.testing.Answer;
import ai.stigmer.release.testing.SchemaCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A transport that holds every answer of an API against GitHub's own description of it, of which
/// `openapi.json` is the part that the tool uses: the operation, the status, the headers, and the
/// body's members and their types.
final class DocumentedTransport implements HttpTransport {

  /// Where an answer is not what is described, a line each; what is listed there is known.
  static final String KNOWN = "EmbeddedGitHubAnswersTest.departures.txt";

  private static final Path FOLDER = Path.of("src/test/resources/ai/stigmer/release/github");
  private static final Pattern API = Pattern.compile("/api/(v3|uploads)/repos/[^/]+/[^/]+(?=/)");
  private static final List<String> LIMITS =
      List.of("Limit", "Remaining", "Used", "Reset", "Resource");

  private final HttpTransport transport;
  private final Json description = read();
  private final Set<String> seen = new TreeSet<>();
  private final Set<String> departures = new TreeSet<>();

  DocumentedTransport(HttpTransport transport) {
    this.transport = transport;
  }

  /// The departures that are known.
  static List<String> known() throws IOException {
    return Files.readAllLines(FOLDER.resolve(KNOWN));
  }

  /// Where answers were not as described.
  Set<String> departures() {
    return Collections.unmodifiableSet(departures);
  }

  /// Every operation and status that is described and was not met.
  Set<String> unmet() {
    var unmet = new TreeSet<String>();
    description
        .get("operations")
        .members()
        .forEach((operation, answers) ->
            answers.members().keySet().stream()
                .map(status -> operation + " " + status)
                .filter(answer -> !seen.contains(answer))
                .forEach(unmet::add));
    return unmet;
  }

  @Override
  public HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    HttpResponse<InputStream> response = transport.send(request);
    if (!API.matcher(request.uri().getPath()).lookingAt()) {
      return response;
    }
    String body = new String(Bodies.read(response, Bodies.JSON_LIMIT), StandardCharsets.UTF_8);
    check(response, body);
    return new Answer(
            request, response.statusCode(), response.headers().map(), InputStream::nullInputStream)
        .with(body);
  }

  private void check(HttpResponse<InputStream> response, String body) {
    for (String name : LIMITS) {
      if (response.headers().firstValue("X-RateLimit-" + name).isEmpty()) {
        departures.add("any answer lacks X-RateLimit-" + name);
      }
    }
    HttpRequest request = response.request();
    String path = API.matcher(request.uri().getPath()).replaceFirst("");
    Optional<String> operation = operation(request.method(), path);
    if (operation.isEmpty()) {
      departures.add(request.method() + " " + path + " is not described");
      return;
    }
    String answer = operation.get() + " " + response.statusCode();
    seen.add(answer);
    Optional<Json> described =
        description.get("operations").get(operation.get()).find("" + response.statusCode());
    if (described.isEmpty() && response.statusCode() < 400) {
      departures.add(answer + " is not described");
    }
    described.flatMap(found -> found.find("headers")).map(Json::elements).orElse(List.of()).stream()
        .map(Json::text)
        .filter(header -> !header.equals("Link"))
        .filter(header -> response.headers().firstValue(header).isEmpty())
        .forEach(header -> departures.add(answer + " lacks " + header));
    // A refusal for a reason that has nothing to do with the operation is described once for all.
    Optional<Json> rule =
        described.flatMap(found -> found.find("schema")).or(() -> refusal(response.statusCode()));
    if (rule.isPresent()) {
      check(name(rule.get()).orElse(answer), rule.get(), Json.parse(body, answer));
    } else if (!body.isEmpty()) {
      departures.add(answer + " has a body");
    }
  }

  private void check(String name, Json rule, Json value) {
    SchemaCheck.violations(description, rule, value).stream()
        .map(violation -> violation.replaceFirst("^\\$(\\[])?", name))
        .forEach(departures::add);
  }

  private Optional<Json> refusal(int status) {
    return status < 400
        ? Optional.empty()
        : Optional.of(
            Json.parse(
                "{\"$ref\":\"#/$defs/"
                    + (status == 422 ? "validation-error" : "basic-error")
                    + "\"}",
                "this test"));
  }

  private static Optional<String> name(Json rule) {
    return rule.find("items")
        .orElse(rule)
        .find("$ref")
        .map(reference -> reference.text().replaceFirst(".*/", ""));
  }

  // `/releases/latest` before `/releases/{release_id}`.
  private Optional<String> operation(String method, String path) {
    return description.get("operations").members().keySet().stream()
        .filter(operation -> (method + " " + path).matches(pattern(operation)))
        .min(Comparator.comparing(operation -> operation.contains("{")));
  }

  private static String pattern(String operation) {
    return operation.replaceAll("\\{(ref|branch|tag)}", ".+").replaceAll("\\{[a-z_]+}", "[^/]+");
  }

  private static Json read() {
    try {
      return Json.parse(Files.readAllBytes(FOLDER.resolve("openapi.json")), "openapi.json");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
