package ai.stigmer.release.simulation;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.testing.Answer;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// A transport that hands requests to servers of this process, without a socket between.
record DirectTransport(HttpHandler registry, HttpHandler gitHub, String registryHost)
    implements HttpTransport {

  @Override
  public HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    HttpHandler server = request.uri().getAuthority().equals(registryHost) ? registry : gitHub;
    var exchange = new Exchange(request, content(request));
    server.handle(exchange);
    return new Answer(
        request,
        exchange.status,
        exchange.answerHeaders,
        () -> new ByteArrayInputStream(exchange.answer.toByteArray()));
  }

  /// The body of a request.
  static byte[] content(HttpRequest request) {
    var content = new ByteArrayOutputStream();
    request.bodyPublisher().ifPresent(publisher -> publisher.subscribe(new Collecting(content)));
    return content.toByteArray();
  }

  private record Collecting(ByteArrayOutputStream content) implements Flow.Subscriber<ByteBuffer> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer piece) {
      var bytes = new byte[piece.remaining()];
      piece.get(bytes);
      content.writeBytes(bytes);
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException(failure);
    }

    @Override
    public void onComplete() {}
  }

  private static final class Exchange extends HttpExchange {

    private final HttpRequest request;
    private final Headers headers = new Headers();
    private final Headers answerHeaders = new Headers();
    private final ByteArrayInputStream body;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private int status = -1;

    Exchange(HttpRequest request, byte[] content) {
      this.request = request;
      request.headers().map().forEach(headers::put);
      if (content.length > 0 || request.method().equals("POST")) {
        headers.set("Content-Length", Integer.toString(content.length));
      }
      this.body = new ByteArrayInputStream(content);
    }

    @Override
    public Headers getRequestHeaders() {
      return headers;
    }

    @Override
    public Headers getResponseHeaders() {
      return answerHeaders;
    }

    @Override
    public URI getRequestURI() {
      URI whole = request.uri();
      String query = whole.getRawQuery();
      return URI.create(whole.getRawPath() + (query == null ? "" : "?" + query));
    }

    @Override
    public String getRequestMethod() {
      return request.method();
    }

    @Override
    public InputStream getRequestBody() {
      return body;
    }

    @Override
    public OutputStream getResponseBody() {
      return answer;
    }

    @Override
    public void sendResponseHeaders(int code, long length) {
      status = code;
    }

    @Override
    public int getResponseCode() {
      return status;
    }

    @Override
    public String getProtocol() {
      return "HTTP/1.1";
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
      return getLocalAddress();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public void close() {}

    @Override
    public HttpContext getHttpContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
      return null;
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {}

    @Override
    public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {}

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
      return null;
    }
  }
}
