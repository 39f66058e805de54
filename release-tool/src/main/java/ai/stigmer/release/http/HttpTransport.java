package ai.stigmer.release.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// One HTTP exchange, without retries and without following redirects: the seam at which tests
/// count, delay and break requests.
@FunctionalInterface
public interface HttpTransport {

  /// Sends one request and gives the answer as soon as its headers are there. The caller closes the
  /// body. A request without a time-out of its own gets one of two minutes.
  ///
  /// @throws IOException if no answer came; the request may have been carried out all the same
  /// @throws ai.stigmer.release.problem.ReleaseException of kind input if it is plain HTTP to
  ///   another machine
  HttpResponse<InputStream> send(HttpRequest request) throws IOException;

  /// A transport over sockets.
  static HttpTransport overSockets() {
    return new SocketTransport();
  }
}
