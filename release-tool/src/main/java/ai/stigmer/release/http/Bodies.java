package ai.stigmer.release.http;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reading answers no larger than they may be, and no longer than a while.
public final class Bodies {

  /// The most a JSON answer may have, in bytes.
  public static final int JSON_LIMIT = 32 * 1024 * 1024;

  private static final int PIECE = 64 * 1024;
  // Bytes a second.
  private static final int SLOWEST = 64 * 1024;
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

  private Bodies() {}

  /// The whole body, closed afterwards.
  ///
  /// @param limit the most bytes it may have
  /// @throws IOException if it has more, took too long, or the connection broke
  public static byte[] read(HttpResponse<InputStream> response, int limit) throws IOException {
    byte[] content = take(response, limit + 1);
    if (content.length > limit) {
      throw tooLarge(response, limit);
    }
    return content;
  }

  /// The body's first bytes, closed afterwards; the rest is dropped.
  ///
  /// @param limit the most bytes that are read
  /// @throws IOException if it took too long, or the connection broke
  public static byte[] readBeginning(HttpResponse<InputStream> response, int limit)
      throws IOException {
    return take(response, limit);
  }

  /// Reads and drops the body, so that the connection can serve the next request.
  public static void discard(HttpResponse<InputStream> response) throws IOException {
    read(response, JSON_LIMIT);
  }

  /// Writes the whole body to a file, piece by piece, and closes it. It may take two minutes, and
  /// longer if it is large, but no two minutes without anything.
  ///
  /// @param limit the most bytes it may have
  /// @throws IOException if it has more, took too long, or the connection broke
  /// @throws ReleaseException of kind remote if the file cannot be written: trying again would not
  ///   help
  public static void toFile(HttpResponse<InputStream> response, Path file, long limit)
      throws IOException {
    toFile(response, file, limit, TIME_LIMIT);
  }

  static void toFile(
      HttpResponse<InputStream> response, Path file, long limit, Duration longestSilence)
      throws IOException {
    long end = System.nanoTime() + TIME_LIMIT.plusSeconds(limit / SLOWEST).toNanos();
    var piece = new byte[PIECE];
    long total = 0;
    try (InputStream body = response.body();
        OutputStream out = open(file)) {
      for (int length = 0;
          length >= 0;
          length = within(longestSilence, response, () -> body.read(piece))) {
        writePiece(out, piece, length, file);
        total += length;
        if (total > limit) {
          throw tooLarge(response, limit);
        }
        if (System.nanoTime() - end > 0) {
          throw stalled(response);
        }
      }
    }
  }

  private static OutputStream open(Path file) {
    try {
      return Files.newOutputStream(file);
    } catch (IOException failure) {
      throw unwritable(file, failure);
    }
  }

  private static void writePiece(OutputStream out, byte[] piece, int length, Path file) {
    try {
      out.write(piece, 0, length);
    } catch (IOException failure) {
      throw unwritable(file, failure);
    }
  }

  private static ReleaseException unwritable(Path file, IOException failure) {
    return ReleaseException.remote(
        "The file " + file + " cannot be written", "Make room and run it again.", failure);
  }

  private static byte[] take(HttpResponse<InputStream> response, int limit) throws IOException {
    try (InputStream body = response.body()) {
      return within(TIME_LIMIT, response, () -> body.readNBytes(limit));
    }
  }

  // The JDK's client has no time-out for a body that stops coming.
  private static <T> T within(
      Duration longest, HttpResponse<InputStream> response, Callable<T> reading)
      throws IOException {
    var task = new FutureTask<>(reading);
    Thread.ofVirtual().start(task);
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw stalled(response);
    } catch (ExecutionException broken) {
      throw new IOException(response.uri().getHost() + " broke off an answer", broken.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading an answer");
    }
  }

  private static IOException tooLarge(HttpResponse<InputStream> response, long limit) {
    return new IOException(
        response.uri().getHost() + " answered with more than " + limit + " bytes");
  }

  private static IOException stalled(HttpResponse<InputStream> response) {
    return new HttpTimeoutException(response.uri().getHost() + " stopped in an answer");
  }
}
