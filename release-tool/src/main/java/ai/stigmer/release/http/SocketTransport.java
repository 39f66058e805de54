package ai.stigmer.release.http;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// [HttpTransport] by the JDK's client.
final class SocketTransport implements HttpTransport {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);

  // HTTP/1.1: one request is one exchange on the wire, which is what the counts and faults in tests
  // mean.
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Override
  public HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    refusePlainHttpBeyondLoopback(request.uri());
    try {
      return client.send(limited(request), BodyHandlers.ofInputStream());
    } catch (ConnectException unreachable) {
      // The JDK's own has no message.
      var named = new ConnectException("cannot connect to " + request.uri().getAuthority());
      named.initCause(unreachable);
      throw named;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + request.uri().getHost());
    }
  }

  private static HttpRequest limited(HttpRequest request) {
    return request.timeout().isPresent()
        ? request
        : HttpRequest.newBuilder(request, (name, value) -> true).timeout(ANSWER_LIMIT).build();
  }

  private static void refusePlainHttpBeyondLoopback(URI uri) {
    if (!"https".equals(uri.getScheme()) && !Loopback.isLoopback(uri)) {
      throw ReleaseException.input(
          "Plain HTTP to " + uri.getHost() + " is refused",
          "Use https; http is spoken to this machine's loopback addresses only.");
    }
  }
}
