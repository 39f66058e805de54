package ai.stigmer.release.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Promise I8 where requests are told: no credential of a request is in its line.
class RequestLogTest {

  private static final String SECRET = "canary";

  private static final HttpRequest REQUEST =
      HttpRequest.newBuilder(
              URI.create("https://ada:canary-user@registry.example:5000/v2/?token=canary-query"))
          .header("Authorization", "Bearer canary-header")
          .header("X-Registry-Auth", "canary-other")
          .build();

  @Test
  void tellsMethodAddressAndOutcome() {
    assertThat(told(RequestLog::new))
        .containsExactly("GET https://registry.example:5000/v2/ no answer: connection reset");
  }

  @Test
  void tellsNoCredential() {
    assertThat(told(RequestLog::new)).noneMatch(line -> line.contains(SECRET));
  }

  // What the test above is worth: it would see a log that tells the token.
  @Test
  void aLogThatTellsTheTokenIsCaught() {
    assertThat(told(TokenLogged::new)).anyMatch(line -> line.contains(SECRET));
  }

  private static List<String> told(
      BiFunction<HttpTransport, Consumer<String>, HttpTransport> logging) {
    var lines = new ArrayList<String>();
    HttpTransport log =
        logging.apply(
            request -> {
              throw new IOException("connection reset");
            },
            lines::add);
    assertThat(catchThrowable(() -> log.send(REQUEST))).hasMessage("connection reset");
    return lines;
  }

  /// The log broken on purpose.
  private record TokenLogged(HttpTransport transport, Consumer<String> listener)
      implements HttpTransport {

    @Override
    public HttpResponse<InputStream> send(HttpRequest request) throws IOException {
      listener.accept(request.method() + " " + request.uri() + " " + request.headers().map());
      return transport.send(request);
    }
  }
}
