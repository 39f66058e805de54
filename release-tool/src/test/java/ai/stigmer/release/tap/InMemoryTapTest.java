package ai.stigmer.release.tap;

import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.tap.Tap.FormulaCommit;
import ai.stigmer.release.testing.InMemoryTap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;

/// The contract, kept by the tap that the simulation and other packages' tests use.
class InMemoryTapTest implements TapContract {

  private final InMemoryTap tap = new InMemoryTap();

  @BeforeEach
  void fill() {
    tap.push(TapContract.commit(InMemoryTap.MAIN, OLD, tap.head(InMemoryTap.MAIN)));
  }

  @Override
  public Tap tap() {
    return tap;
  }

  @Override
  public String main() {
    return InMemoryTap.MAIN;
  }

  @Override
  public Map<String, String> heads() {
    return tap.branches(TIDY).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, branch -> branch.getValue().head()));
  }

  @Override
  public String commitFromElsewhere() {
    Optional<String> head = tap.head(InMemoryTap.MAIN);
    tap.push(
        new FormulaCommit(
            new FormulaName("third"), "third\n", InMemoryTap.MAIN, head, "Somebody else", TIME));
    return tap.head(InMemoryTap.MAIN).orElseThrow();
  }
}
