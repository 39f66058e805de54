package ai.stigmer.release.rehearsal.github;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.rehearsal.RecordedRequest;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One request and its answer.
final class ApiExchange {

  private static final int LIMIT = 5000;
  private static final int LARGEST_JSON = 4 * 1024 * 1024;

  private final HttpExchange exchange;
  private final URI server;
  private final Optional<String> token;
  private final RequestBody received;
  private final List<RecordedRequest> requests;

  /// @param requests where the request is recorded just before it is answered
  ApiExchange(HttpExchange exchange, URI server, List<RecordedRequest> requests) {
    this.exchange = exchange;
    this.server = server;
    this.requests = requests;
    this.received = new RequestBody(exchange.getRequestBody());
    this.token =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
            .map(value -> value.replaceFirst("(?i)^(bearer|token) ", ""));
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-GitHub-Request-Id", UUID.randomUUID().toString());
    headers.set("X-RateLimit-Limit", Integer.toString(LIMIT));
    int left = Math.max(1, LIMIT - requests.size());
    headers.set("X-RateLimit-Remaining", Integer.toString(left));
    headers.set("X-RateLimit-Used", Integer.toString(LIMIT - left));
    headers.set("X-RateLimit-Resource", "core");
    headers.set(
        "X-RateLimit-Reset",
        Long.toString(Instant.now().plus(Duration.ofHours(1)).getEpochSecond()));
  }

  /// An object with these members: a name, its value, and so on. An empty value is null, as GitHub
  /// has it.
  static Map<String, @Nullable Object> object(Object... namesAndValues) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      String name = namesAndValues[index].toString();
      Object value = namesAndValues[index + 1];
      members.put(name, value instanceof Optional<?> optional ? optional.orElse(null) : value);
    }
    return members;
  }

  String method() {
    return exchange.getRequestMethod();
  }

  /// The path's parts, decoded.
  List<String> path() {
    return Arrays.stream(exchange.getRequestURI().getRawPath().split("/", -1))
        .skip(1)
        .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }

  Optional<String> token() {
    return token;
  }

  /// A parameter of the query.
  Optional<String> query(String name) {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    return Arrays.stream(query.split("&", -1))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
        .findFirst();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /// The request's body as it comes.
  InputStream body() {
    return received;
  }

  /// The request's body as a JSON object.
  Json json() throws IOException {
    try {
      Json body = Json.parse(received.readNBytes(LARGEST_JSON), "the request");
      body.members();
      return body;
    } catch (ReleaseException malformed) {
      throw ApiRefusal.of(400, "Problems parsing JSON");
    }
  }

  /// Answers with a page of a list (REST API, "Using pagination").
  <T> void page(List<T> all, Function<T, ?> view) throws IOException {
    int size = Math.clamp(number("per_page", 30), 1, 100);
    int page = Math.max(1, number("page", 1));
    int pages = Math.max(1, Math.ceilDiv(all.size(), size));
    var links = new LinkedHashMap<String, Integer>();
    if (page > 1) {
      links.put("prev", page - 1);
      links.put("first", 1);
    }
    if (page < pages) {
      links.put("next", page + 1);
      links.put("last", pages);
    }
    if (!links.isEmpty()) {
      exchange
          .getResponseHeaders()
          .set(
              "Link",
              String.join(
                  ", ",
                  links.entrySet().stream()
                      .map(link ->
                          "<" + pageUri(link.getValue()) + ">; rel=\"" + link.getKey() + "\"")
                      .toList()));
    }
    answer(200, all.stream().skip((page - 1L) * size).limit(size).<Object>map(view).toList());
  }

  /// Answers with JSON.
  void answer(int status, Object value) throws IOException {
    byte[] content = Json.write(value);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    begin(status, content.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content);
    }
  }

  /// Answers with what was created, and where it is.
  void created(Map<String, @Nullable Object> view) throws IOException {
    exchange.getResponseHeaders().set("Location", String.valueOf(view.get("url")));
    answer(201, view);
  }

  /// Answers without a body.
  void answer(int status) throws IOException {
    begin(status, -1);
  }

  void redirect(String path) throws IOException {
    exchange.getResponseHeaders().set("Location", server.resolve(path).toString());
    answer(302);
  }

  /// Answers with a file's bytes.
  void file(Path file, long size) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    if (method().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(size));
      begin(200, -1);
      return;
    }
    begin(200, size == 0 ? -1 : size);
    try (OutputStream out = exchange.getResponseBody()) {
      Files.copy(file, out);
    }
  }

  private int number(String name, int otherwise) {
    return query(name)
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(Integer::parseInt)
        .orElse(otherwise);
  }

  private URI pageUri(int page) {
    URI here = exchange.getRequestURI();
    String query =
        Optional.ofNullable(here.getRawQuery()).orElse("").replaceAll("(^|&)page=[^&]*", "");
    return server.resolve(here.getRawPath() + "?" + query + "&page=" + page);
  }

  /// Reads what is left of the body, so that the connection can serve the next request, and begins
  /// the answer.
  private void begin(int status, long length) throws IOException {
    received.transferTo(OutputStream.nullOutputStream());
    requests.add(
        new RecordedRequest(
            method(), exchange.getRequestURI().toString(), status, received.count()));
    exchange.sendResponseHeaders(status, length);
  }
}
