package ai.stigmer.release.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;

/// Reading answers no larger than they may be.
public final class Bodies {

  /// The most a JSON answer may have, in bytes.
  public static final int JSON_LIMIT = 32 * 1024 * 1024;

  private Bodies() {}

  /// The whole body, closed afterwards.
  ///
  /// @param limit the most bytes it may have
  /// @throws IOException if it has more, or the connection broke
  public static byte[] read(HttpResponse<InputStream> response, int limit) throws IOException {
    try (InputStream body = response.body()) {
      byte[] content = body.readNBytes(limit + 1);
      if (content.length > limit) {
        throw new IOException(
            response.uri().getHost() + " answered with more than " + limit + " bytes");
      }
      return content;
    }
  }

  /// Reads and drops the body, so that the connection can serve the next request.
  public static void discard(HttpResponse<InputStream> response) throws IOException {
    read(response, JSON_LIMIT);
  }
}
