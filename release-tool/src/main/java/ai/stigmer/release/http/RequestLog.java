package ai.stigmer.release.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A transport that counts the requests another one sends, and tells each of them.
public final class RequestLog implements HttpTransport {

  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final HttpTransport transport;
  private final Consumer<String> listener;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();

  /// Counts what this transport sends.
  ///
  /// @param listener hears method, address without its query and user, and status of every request
  public RequestLog(HttpTransport transport, Consumer<String> listener) {
    this.transport = transport;
    this.listener = listener;
  }

  @Override
  public HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    requests.incrementAndGet();
    if (!READS.contains(request.method())) {
      writes.incrementAndGet();
    }
    String what = request.method() + " " + withoutSecrets(request.uri());
    try {
      HttpResponse<InputStream> response = transport.send(request);
      listener.accept(what + " " + response.statusCode());
      return response;
    } catch (IOException failure) {
      listener.accept(what + " no answer: " + failure.getMessage());
      throw failure;
    }
  }

  /// How many requests were sent.
  public int requests() {
    return requests.get();
  }

  /// How many of them were not reads.
  public int writes() {
    return writes.get();
  }

  private static String withoutSecrets(URI uri) {
    String host = uri.getRawAuthority().replaceFirst("^.*@", "");
    return uri.getScheme() + "://" + host + uri.getRawPath();
  }
}
