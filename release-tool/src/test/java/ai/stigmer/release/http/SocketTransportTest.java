package ai.stigmer.release.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.ReleaseException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketTransportTest {

  private final HttpTransport transport = HttpTransport.overSockets();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(302, 5);
          exchange.getResponseBody().write("hello".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anAnswerIsGivenAsItIsAndReadWithinItsLimit() throws IOException {
    HttpResponse<InputStream> redirect = transport.send(request(address()));
    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(Bodies.read(redirect, 5)).asString(UTF_8).isEqualTo("hello");
    assertThat(Bodies.readBeginning(transport.send(request(address())), 4))
        .asString(UTF_8)
        .isEqualTo("hell");
    HttpResponse<InputStream> longer = transport.send(request(address()));
    assertThatThrownBy(() -> Bodies.read(longer, 4)).hasMessageContaining("more than 4 bytes");
  }

  @Test
  void anUnreachableHostIsNamed() throws IOException {
    // A port that is taken, so that nobody else begins to listen on it.
    try (var taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI silent = URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/");
      assertThatThrownBy(() -> transport.send(request(silent)))
          .isInstanceOf(ConnectException.class)
          .hasMessage("cannot connect to " + silent.getAuthority());
    }
  }

  @Test
  void plainHttpToAnotherMachineIsRefused() {
    for (String host : new String[] {"registry.example", "127.0.0.1.example", "10.0.0.1"}) {
      assertThatThrownBy(() -> transport.send(request(URI.create("http://" + host + "/"))))
          .isInstanceOf(ReleaseException.class)
          .hasMessageContaining(host);
    }
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private static HttpRequest request(URI uri) {
    return HttpRequest.newBuilder(uri).build();
  }
}
