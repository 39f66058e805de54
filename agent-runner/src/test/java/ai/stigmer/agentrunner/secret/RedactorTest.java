package ai.stigmer.agentrunner.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedactorTest {

  private static final String VALUE = "sk-a/b+c d?e>ü";

  private final Redactor redactor = new Redactor(List.of(Secret.of(VALUE), Secret.of("sk-a")));

  @Test
  void aSecretIsTakenOutInEveryForm() {
    byte[] bytes = VALUE.getBytes(UTF_8);
    assertThat(
            Stream.of(
                VALUE,
                URLEncoder.encode(VALUE, UTF_8),
                URLEncoder.encode(VALUE, UTF_8).replace("+", "%20"),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes)))
        .allSatisfy(form ->
            assertThat(redactor.redact("key " + form + " end")).matches("key \\*{3}=* end"));
  }

  @Test
  void aSecretThatBeginsAnotherLeavesNoTailOfIt() {
    assertThat(redactor.redact(VALUE + " and sk-a")).isEqualTo("*** and ***");
  }

  @Test
  void aTextIsNotGarbledByAShortSecret() {
    assertThat(new Redactor(List.of(Secret.of("abc"))).redact("abc")).isEqualTo("abc");
  }
}
