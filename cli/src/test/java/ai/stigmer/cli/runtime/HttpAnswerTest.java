package ai.stigmer.cli.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {

  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  @Test
  void chunksAreJoined() throws IOException {
    assertThat(body(CHUNKED + "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"))
        .isEqualTo("abc0123456789");
  }

  @Test
  void aBodyWithoutChunksEndsWithTheConnection() throws IOException {
    assertThat(body("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno")).isEqualTo("no");
  }

  @Test
  void aCutConnectionIsNoEnd() {
    assertThatThrownBy(() -> body(CHUNKED + "5\r\nab")).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> body(CHUNKED + "2\r\nab\r\n")).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> body("HTTP/1.1 200 OK\r\n")).isInstanceOf(EOFException.class);
  }

  @Test
  void whatIsNotHttpIsRefused() {
    assertThatThrownBy(() -> body("SSH-2.0-OpenSSH\r\n\r\n")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> body(CHUNKED + "zz\r\n")).isInstanceOf(IOException.class);
  }

  private static String body(String answer) throws IOException {
    return new String(
        HttpAnswer.read(new ByteArrayInputStream(answer.getBytes(UTF_8))).body().readAllBytes(),
        UTF_8);
  }
}
