package ai.stigmer.release.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.ReleaseException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static final Json VALUE =
      parsed(
          "{'name': 'x', 'size': 3, 'big': 1e30, 'on': true, 'none': null, 'list': [{'a': 'b'}]}");

  @Test
  void valuesAreReadByName() {
    assertThat(VALUE.text("name")).isEqualTo("x");
    assertThat(VALUE.number("size")).isEqualTo(3);
    assertThat(VALUE.get("on").truth()).isTrue();
    assertThat(VALUE.get("list").elements().getFirst().texts()).isEqualTo(Map.of("a", "b"));
    assertThat(VALUE.members().keySet())
        .containsExactly("name", "size", "big", "on", "none", "list");
  }

  @Test
  void nullIsAbsent() {
    assertThat(VALUE.find("none")).isEmpty();
    assertThat(VALUE.find("other")).isEmpty();
  }

  static Stream<Arguments> whatIsAskedForWrongly() {
    return Stream.of(
        refused(() -> VALUE.get("none"), "$.none is missing"),
        refused(() -> VALUE.text("size"), "$.size is not a string"),
        refused(() -> VALUE.number("name"), "$.name is not a whole number"),
        refused(() -> VALUE.number("big"), "$.big is not a whole number"),
        refused(() -> VALUE.get("name").truth(), "$.name is not true or false"),
        refused(() -> VALUE.get("name").elements(), "$.name is not an array"),
        refused(() -> VALUE.get("name").members(), "$.name is not an object"),
        refused(() -> VALUE.get("list").find("a"), "$.list is not an object"),
        refused(
            () -> VALUE.get("list").elements().getFirst().number("a"),
            "$.list[].a is not a whole number"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void whatIsAskedForWrongly(ThrowingCallable call, String reason) {
    assertThatThrownBy(call)
        .isInstanceOf(ReleaseException.class)
        .hasMessage("the server answered with unexpected JSON: " + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{'a': 1,}", "{} {}", "nul", "{'a': 1, 'a': 2}", "<html>"})
  void whatIsNotOneJsonValueIsRefused(String text) {
    assertThatThrownBy(() -> parsed(text))
        .isInstanceOf(ReleaseException.class)
        .hasMessageStartingWith("the server answered with");
  }

  @Test
  void deepNestingIsRefusedBeforeTheStackEnds() {
    assertThatThrownBy(() -> parsed("[".repeat(1_000_000)))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("malformed");
  }

  @Test
  void aMalformedAnswerIsNotQuotedWhole() {
    assertThatThrownBy(() -> parsed("x".repeat(100_000)))
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(1000));
  }

  @Test
  void membersAreWrittenInTheirOrder() {
    var value = new LinkedHashMap<String, Object>();
    value.put("z", List.of(1, "ä</>", true));
    value.put("a", Map.of());
    value.put("l", List.of());
    assertThat(new String(Json.write(value), StandardCharsets.UTF_8))
        .isEqualTo("{\"z\":[1,\"ä</>\",true],\"a\":{},\"l\":[]}");
    assertThat(Json.writeIndented(value))
        .isEqualTo(
            """
            {
              "z": [
                1,
                "ä</>",
                true
              ],
              "a": {},
              "l": []
            }
            """);
    assertThat(parsed(Json.writeIndented(value)))
        .hasToString(new String(Json.write(value), StandardCharsets.UTF_8));
  }

  private static Arguments refused(ThrowingCallable call, String reason) {
    return Arguments.of(call, reason);
  }

  private static Json parsed(String text) {
    return Json.parse(text.replace('\'', '"'), "the server");
  }
}
