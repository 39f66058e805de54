package ai.stigmer.agentrunner.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EndpointTest {

  private static final int TLS_HANDSHAKE = 0x16;

  @Test
  void anEncryptedConnectionBeginsWithAHandshake() throws Exception {
    assertThat(firstBytes(true)[0]).isEqualTo((byte) TLS_HANDSHAKE);
  }

  @Test
  void aPlainConnectionBeginsWithHttp2() throws Exception {
    assertThat(new String(firstBytes(false), StandardCharsets.US_ASCII)).isEqualTo("PRI");
  }

  private static byte[] firstBytes(boolean encrypted) throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var endpoint = new Endpoint("localhost:" + listener.getLocalPort(), encrypted);
      ManagedChannel channel = endpoint.channel();
      try {
        channel.getState(true);
        try (var connection = listener.accept()) {
          return connection.getInputStream().readNBytes(3);
        }
      } finally {
        channel.shutdownNow();
      }
    }
  }
}
