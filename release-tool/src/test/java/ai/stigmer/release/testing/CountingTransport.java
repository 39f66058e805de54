package ai.stigmer.release.testing;

import ai.stigmer.release.http.HttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A transport that counts the requests it is given.
public final class CountingTransport implements HttpTransport {

  private final HttpTransport transport;
  private int count;

  /// Counts what goes through that transport.
  public CountingTransport(HttpTransport transport) {
    this.transport = transport;
  }

  @Override
  public HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    count++;
    return transport.send(request);
  }

  /// How many requests there were.
  public int count() {
    return count;
  }
}
