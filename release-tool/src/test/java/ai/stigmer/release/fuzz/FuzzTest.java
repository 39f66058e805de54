package ai.stigmer.release.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every kept input, and some fresh ones, which are the same in every run.
class FuzzTest {

  private static final int FRESH = 500;

  @TestFactory
  Stream<DynamicContainer> everyKeptInputHoldsThePromise() {
    return Arrays.stream(Target.values()).map(FuzzTest::kept);
  }

  @ParameterizedTest
  @EnumSource
  void freshInputsHoldThePromise(Target target) throws Exception {
    Promise promise = target.promise();
    var mutations = new Mutations(new Random(1), target.inputs());
    for (int count = 0; count < FRESH; count++) {
      byte[] input = mutations.next();
      try {
        promise.tryOn(input);
      } catch (Exception | Error broken) {
        throw new AssertionError(
            "keep this in " + target.seeds() + ": " + Base64.getEncoder().encodeToString(input),
            broken);
      }
    }
  }

  // What `make fuzz` is worth.
  @Test
  void jazzerFindsAPlantedDefect(@TempDir Path folder) throws Exception {
    Jazzer.Ended ended =
        Jazzer.run(folder, List.of("-seed=1", "-runs=1000000", "-artifact_prefix=" + folder + "/"));
    assertThat(ended.exitCode()).describedAs(ended.output()).isEqualTo(Jazzer.FOUND);
    assertThat(ended.output()).contains(JazzerEntry.PLANTED);
  }

  private static DynamicContainer kept(Target target) {
    try {
      List<Path> files = target.seedFiles();
      assertThat(files).isNotEmpty();
      Promise promise = target.promise();
      return DynamicContainer.dynamicContainer(
          target.toString(),
          files.stream()
              .map(file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(),
                      () -> promise.tryOn(Files.readAllBytes(file)))));
    } catch (IOException missing) {
      throw new AssertionError("no inputs for " + target, missing);
    }
  }
}
