package ai.stigmer.release.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each target for as many seconds as the property `fuzz.seconds` says, led by coverage: what `make
/// fuzz` runs. An input that was found wrong stays among the target's kept ones; those that led
/// somewhere new stay in `target/fuzz`, where the next run goes on.
class Fuzz {

  private static final int LONGEST_INPUT_SECONDS = 60;

  @ParameterizedTest
  @EnumSource
  void nothingIsFound(Target target) throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "fuzz", target.toString()));
    Jazzer.Ended ended =
        Jazzer.run(
            folder,
            List.of(
                "--target_args=" + target,
                "-max_total_time=" + Long.getLong("fuzz.seconds", 3600),
                "-timeout=" + LONGEST_INPUT_SECONDS,
                "-rss_limit_mb=0",
                "-artifact_prefix=" + target.seeds() + "/found-",
                Files.createDirectories(folder.resolve("inputs")).toString(),
                target.seeds().toString()));
    assertThat(ended.exitCode()).describedAs(ended.output()).isZero();
  }
}
