package ai.stigmer.release.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.testing.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A server whose answers are made up: one after the other, divided by lines of four equals signs.
/// Each is a status, headers, a blank line and a body. After the last the connection breaks.
final class Answers implements HttpTransport {

  static final RetryPolicy PATIENCE =
      new RetryPolicy(2, Duration.ZERO, Duration.ofMinutes(2), pause -> {});

  private static final Pattern ANSWER =
      Pattern.compile("\\A([1-5][0-9]{2})?[^\\n]*\\n((?:[^\\n]+\\n)*+)\\n?");
  // As much as the JDK's client takes for one (RFC 9110 section 5.5).
  private static final Pattern HEADER =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([^\\x00-\\x08\\x0A-\\x1F\\x7F]*)");
  private static final int MOST_REQUESTS = 1000;

  private final String text;
  private final Deque<String> answers;
  private final List<HttpRequest> requests = new ArrayList<>();

  Answers(byte[] input) {
    this.text = new String(input, UTF_8);
    this.answers = new ArrayDeque<>(List.of(text.split("\n====\n", -1)));
  }

  @Override
  public HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    requests.add(request);
    assertThat(requests).hasSizeLessThan(MOST_REQUESTS);
    String answer = answers.poll();
    if (answer == null) {
      throw new IOException("connection reset");
    }
    Matcher head = ANSWER.matcher(answer);
    if (!head.find()) {
      return Answer.to(request, 200).with(answer);
    }
    Answer read =
        Answer.to(request, head.group(1) == null ? 200 : Integer.parseInt(head.group(1)))
            .with(answer.substring(head.end()));
    for (String line : head.group(2).lines().toList()) {
      Matcher header = HEADER.matcher(line);
      if (header.matches()) {
        read = read.with(header.group(1), header.group(2));
      }
    }
    return read;
  }

  /// Whether an answer names this server as the one that gives out tokens.
  boolean nameForTokens(URI uri) {
    return Pattern.compile(
            "(?i)realm\\s*=\\s*\"" + Pattern.quote(uri.getScheme() + "://" + uri.getRawAuthority()))
        .matcher(text.replace("\\", ""))
        .find();
  }

  /// Where a credential was sent.
  Stream<URI> trusted() {
    return requests.stream()
        .filter(request -> request.headers().firstValue("Authorization").isPresent())
        .map(HttpRequest::uri);
  }
}
