package ai.stigmer.release.testing;

import ai.stigmer.release.http.HttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;

/// One way in which one request goes wrong.
@FunctionalInterface
public interface Fault {

  /// What becomes of a request that would have gone through that transport.
  HttpResponse<InputStream> strike(HttpRequest request, HttpTransport transport) throws IOException;

  /// The connection breaks before the request arrives.
  static Fault dropped() {
    return (request, transport) -> {
      throw new IOException("dropped");
    };
  }

  /// The request is carried out, and the answer does not arrive.
  static Fault replyLost() {
    return (request, transport) -> {
      transport.send(request).body().close();
      throw new IOException("reply lost");
    };
  }

  /// The request is not carried out but answered with that status.
  static Fault answered(int status) {
    return (request, transport) -> Answer.to(request, status).with("Retry-After", "1");
  }

  /// The transport that goes wrong once, and is sound afterwards.
  ///
  /// @param index which request is struck, from 0
  default HttpTransport at(int index, HttpTransport transport) {
    var sent = new AtomicInteger();
    return request ->
        sent.getAndIncrement() == index ? strike(request, transport) : transport.send(request);
  }
}
