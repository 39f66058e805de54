package ai.stigmer.release.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.testing.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bodies that are too large, or stop coming.
class BodiesTest {

  private static final HttpRequest REQUEST =
      HttpRequest.newBuilder(URI.create("https://registry.example/blob")).build();

  @TempDir private Path folder;

  @Test
  void aFileIsWhole() throws Exception {
    Bodies.toFile(Answer.to(REQUEST, 200).with("content"), folder.resolve("it"), 7);
    assertThat(folder.resolve("it")).hasContent("content");
  }

  @Test
  void aFileIsNoLargerThanItMayBe() {
    assertThatThrownBy(
            () -> Bodies.toFile(Answer.to(REQUEST, 200).with("content"), folder.resolve("it"), 6))
        .hasMessage("registry.example answered with more than 6 bytes");
  }

  @Test
  void aBodyThatStopsComingIsNotWaitedForLongerThanItMay() {
    var never = new CountDownLatch(1);
    InputStream stopped =
        new InputStream() {
          @Override
          public int read() throws IOException {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
              never.await();
              return -1;
            } catch (InterruptedException ended) {
              throw new InterruptedIOException();
            }
          }
        };
    HttpResponse<InputStream> response = Answer.to(REQUEST, 200).with(() -> stopped);
    assertThatThrownBy(
            () -> Bodies.toFile(response, folder.resolve("it"), 7, Duration.ofMillis(10)))
        .isInstanceOf(HttpTimeoutException.class)
        .hasMessage("registry.example stopped in an answer");
    never.countDown();
  }
}
