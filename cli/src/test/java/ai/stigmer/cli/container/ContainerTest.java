package ai.stigmer.cli.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTest {

  @ParameterizedTest
  @CsvSource({"0123456789abcdef, 0123456789ab", "0123, 0123", "'', ''"})
  void anIdIsShownByItsBeginningHoweverShortItIs(String id, String shown) {
    var container =
        new Container(
            id,
            "name",
            new ContainerState.Created(),
            "sha256:1",
            "image:1",
            Optional.empty(),
            Map.of(),
            Instant.EPOCH);

    assertThat(container.shortId()).isEqualTo(shown);
  }
}
