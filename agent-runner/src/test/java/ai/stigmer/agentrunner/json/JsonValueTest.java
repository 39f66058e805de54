package ai.stigmer.agentrunner.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {

  @Test
  void whatIsNotThereIsAbsentAllTheWayDown() throws MalformedJsonException {
    JsonValue value = JsonValue.parse("{\"a\": [{\"b\": \"x\"}], \"none\": null, \"text\": \"y\"}");

    assertThat(value.get("a").first().get("b").text()).contains("x");
    assertThat(value.names()).containsExactly("a", "none", "text");
    for (JsonValue absent :
        List.of(
            value.get("none"),
            value.get("c"),
            value.get("c").first().get("d"),
            value.get("text").get("e"),
            value.first())) {
      assertThat(absent.isAbsent()).isTrue();
      assertThat(absent.text()).isEmpty();
      assertThat(absent.truth()).isEmpty();
      assertThat(absent.number()).isZero();
      assertThat(absent.elements()).isEmpty();
      assertThat(absent.names()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, true", "-7, true", "3.0, true", "3.5, false", "2147483648, false", "true, false"})
  void aWholeNumberIsWhatAnIntHolds(String text, boolean whole) throws MalformedJsonException {
    assertThat(JsonValue.parse(text).isWholeNumber()).isEqualTo(whole);
  }

  @Test
  void aChangeOfAPartIsSeenInTheWhole() throws MalformedJsonException {
    JsonValue value = JsonValue.parse("{\"calls\": [{\"id\": \"c\", \"index\": 0}]}");

    value.get("calls").first().set("index", 3);
    value.get("calls").elements().getFirst().remove("id");

    assertThat(value).hasToString("{\"calls\":[{\"index\":3}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\":1,\"a\":2}", "{} {}", "[1,]", "nonsense"})
  void whatIsNotOneValueIsRefused(String text) {
    assertThatThrownBy(() -> JsonValue.parse(text)).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void othersMayNameAMemberTwice() throws MalformedJsonException {
    assertThat(JsonValue.parseLeniently("{\"a\":1,\"a\":2} ").get("a").number()).isEqualTo(2);
    assertThatThrownBy(() -> JsonValue.parseLeniently("{"))
        .isInstanceOf(MalformedJsonException.class);
  }
}
