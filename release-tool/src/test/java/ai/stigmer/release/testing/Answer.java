package ai.stigmer.release.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLSession;

/// An answer that no server gave.
///
/// @param request what it answers
/// @param statusCode its status
/// @param fields its headers
/// @param content makes its body
public record Answer(
    HttpRequest request,
    int statusCode,
    Map<String, List<String>> fields,
    Supplier<InputStream> content)
    implements HttpResponse<InputStream> {

  /// An answer without headers or body.
  public static Answer to(HttpRequest request, int status) {
    return new Answer(request, status, Map.of(), InputStream::nullInputStream);
  }

  /// The same with a header more.
  public Answer with(String name, String value) {
    var more = new LinkedHashMap<>(fields);
    more.put(name, List.of(value));
    return new Answer(request, statusCode, more, content);
  }

  /// The same with another body.
  public Answer with(String body) {
    return with(() -> new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  /// The same with a body as it comes.
  public Answer with(Supplier<InputStream> body) {
    return new Answer(request, statusCode, fields, body);
  }

  @Override
  public Optional<HttpResponse<InputStream>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public HttpHeaders headers() {
    return HttpHeaders.of(fields, (name, value) -> true);
  }

  @Override
  public InputStream body() {
    return content.get();
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return Optional.empty();
  }

  @Override
  public URI uri() {
    return request.uri();
  }

  @Override
  public HttpClient.Version version() {
    return HttpClient.Version.HTTP_1_1;
  }
}
