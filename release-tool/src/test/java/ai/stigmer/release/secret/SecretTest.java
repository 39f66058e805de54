package ai.stigmer.release.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

  private static final Redactor REDACTOR =
      new Redactor(List.of(Secret.of("hunter2/+ä"), Secret.of("hunter2"), Secret.of("abc")));

  @Test
  void aSecretPrintsAsStars() {
    Secret secret = Secret.of("hunter2");
    assertThat(secret).hasToString("***").isEqualTo(Secret.of("hunter2"));
    assertThat("token " + secret).isEqualTo("token ***");
    assertThat(secret.reveal()).isEqualTo("hunter2");
    assertThat(secret).isNotEqualTo(Secret.of("hunter3"));
  }

  @Test
  void nothingIsNoSecret() {
    assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "password hunter2 sent, password *** sent",
    "hunter2/+ä, ***",
    "https://me:hunter2%2F%2B%C3%A4@host, https://me:***@host",
    "hunter2hunter2, ******",
    "abc is too short to hide, abc is too short to hide",
    "nothing here, nothing here",
  })
  void aRedactedTextHoldsNoKnownSecret(String text, String redacted) {
    assertThat(REDACTOR.redact(text)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc:", "ada:"})
  void aSecretWithinSomethingInBase64IsHidden(String before) {
    Secret secret = Secret.of("correct horse battery?>staple");
    byte[] whole = (before + secret.reveal() + "after").getBytes(StandardCharsets.UTF_8);
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      String encoded = encoder.encodeToString(whole);
      String redacted = new Redactor(List.of(secret)).redact(encoded);
      assertThat(redacted).contains("***").hasSizeLessThan(encoded.length() - 30);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a&b<\"'\\",
        "a&amp;b&lt;&quot;&#39;\\",
        "a&b<\\\"'\\\\",
        "a%26b%3C%22%27%5C",
        "a%26b%3c%22%27%5c"
      })
  void aSecretInHtmlJsonOrAUrlIsHidden(String spelling) {
    Redactor redactor = new Redactor(List.of(Secret.of("a&b<\"'\\")));
    assertThat(redactor.redact("x " + spelling + " y")).isEqualTo("x *** y");
  }

  @Test
  void theBase64OfASecretIsHidden() {
    String encoded =
        Base64.getEncoder().encodeToString("hunter2/+ä".getBytes(StandardCharsets.UTF_8));
    assertThat(REDACTOR.redact("identity " + encoded)).isEqualTo("identity ***");
  }
}
