package ai.stigmer.agentrunner.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

  @Test
  void membersKeepTheirOrder() {
    assertThat(new JsonObject().with("b", "1").with("a", "2"))
        .hasToString("{\"b\":\"1\",\"a\":\"2\"}");
    assertThat(new JsonObject()).hasToString("{}");
  }

  @Test
  void aMemberIsATextATruthValueAListOrWhatIsJsonAlready() {
    assertThat(
            new JsonObject()
                .with("text", "true")
                .with("truth", true)
                .with("none", List.of())
                .with("list", List.of(new JsonObject().with("a", "1"), new JsonObject()))
                .withJson("json", "{\"b\":[1,null]}"))
        .hasToString(
            "{\"text\":\"true\",\"truth\":true,\"none\":[],\"list\":[{\"a\":\"1\"},{}],"
                + "\"json\":{\"b\":[1,null]}}");
  }

  @Test
  void everyCharacterComesBackFromOneLine() throws JsonProcessingException {
    String every =
        IntStream.range(0, Character.MAX_CODE_POINT)
            .filter(point -> point < 0x3000 || point % 997 == 0)
            .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());

    String json = new JsonObject().with("text", every).toString();

    assertThat(json).doesNotContain("\n", "\r");
    assertThat(new ObjectMapper().readTree(json).get("text").asText()).isEqualTo(every);
  }

  @Test
  void halfACharacterSurvivesTheEncoding() throws JsonProcessingException {
    for (String half : new String[] {"\ud83d", "x\ud83d", "\ude00x", "\ud83d\ud83d\ude00"}) {
      String sent =
          new String(new JsonObject().with("text", half).toString().getBytes(UTF_8), UTF_8);

      assertThat(new ObjectMapper().readTree(sent).get("text").asText()).isEqualTo(half);
    }
  }
}
