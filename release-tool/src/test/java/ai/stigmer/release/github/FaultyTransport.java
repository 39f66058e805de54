package ai.stigmer.release.github;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.HttpTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSession;

/// A transport that spoils one of its requests, and counts them all.
final class FaultyTransport implements HttpTransport {

  /// What happens to a request.
  enum Fault {
    INTERNAL_ERROR(500, false),
    BAD_GATEWAY(502, false),
    BAD_GATEWAY_THOUGH_DONE(502, true),
    UNAVAILABLE(503, false),
    TIMED_OUT(504, false),
    TOO_MANY(429, false),
    DROPPED(0, false),
    REPLY_LOST(0, true);

    private final int status;
    private final boolean carriedOut;

    Fault(int status, boolean carriedOut) {
      this.status = status;
      this.carriedOut = carriedOut;
    }
  }

  private final HttpTransport real = HttpTransport.overSockets();
  private final Optional<Fault> fault;
  private final int index;
  private final AtomicInteger count = new AtomicInteger();

  private FaultyTransport(Optional<Fault> fault, int index) {
    this.fault = fault;
    this.index = index;
  }

  /// One that spoils nothing.
  static FaultyTransport sound() {
    return new FaultyTransport(Optional.empty(), -1);
  }

  /// One that spoils the request of this index.
  static FaultyTransport spoiling(Fault fault, int index) {
    return new FaultyTransport(Optional.of(fault), index);
  }

  /// How many requests were sent.
  int count() {
    return count.get();
  }

  @Override
  public HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    if (count.getAndIncrement() != index || fault.isEmpty()) {
      return real.send(request);
    }
    if (fault.get().carriedOut) {
      Bodies.discard(real.send(request));
    }
    if (fault.get().status == 0) {
      throw new IOException("connection reset");
    }
    return new Spoiled(request, fault.get().status);
  }

  private record Spoiled(HttpRequest request, int statusCode) implements HttpResponse<InputStream> {

    @Override
    public InputStream body() {
      return new ByteArrayInputStream("<html>Unicorn!</html>".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(Map.of(), (name, value) -> true);
    }

    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public Optional<HttpResponse<InputStream>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
