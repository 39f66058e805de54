package ai.stigmer.release.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
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
    assertThat(told())
        .containsExactly("GET https://registry.example:5000/v2/ no answer: connection reset");
  }

  @Test
  void tellsNoCredential() {
    assertThat(told()).noneMatch(line -> line.contains(SECRET));
  }

  private static List<String> told() {
    var lines = new ArrayList<String>();
    HttpTransport log =
        new RequestLog(
            request -> {
              throw new IOException("connection reset");
            },
            lines::add);
    assertThat(catchThrowable(() -> log.send(REQUEST))).hasMessage("connection reset");
    return lines;
  }
}
