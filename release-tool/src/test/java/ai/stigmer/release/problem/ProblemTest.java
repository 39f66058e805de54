package ai.stigmer.release.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.problem.Problem.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void itsTextHasOnlyTheLinesThereAre() {
    assertThat(new Problem(Kind.INPUT, "It is so", "one\ntwo", "Do this.").text())
        .isEqualTo("It is so\none\ntwo\nDo this.");
    assertThat(new Problem(Kind.INPUT, "It is so", "", "").text()).isEqualTo("It is so");
  }

  @Test
  void eachKindHasItsFactory() {
    assertThat(ReleaseException.input("a", "b").problem())
        .isEqualTo(new Problem(Kind.INPUT, "a", "", "b"));
    assertThat(ReleaseException.permission("a", "b").problem().kind()).isEqualTo(Kind.PERMISSION);
    assertThat(ReleaseException.conflict("a", "b").problem().kind()).isEqualTo(Kind.CONFLICT);
    assertThat(ReleaseException.remote("a", "b").problem().kind()).isEqualTo(Kind.REMOTE);
  }

  @Test
  void aCauseIsTheDetail() {
    IOException cause = new IOException("connection reset");
    ReleaseException failure = ReleaseException.remote("a", "b", cause);
    assertThat(failure).hasMessage("a\nconnection reset\nb").hasCause(cause);
    assertThat(ReleaseException.remote("a", "b", new IOException()).problem().detail())
        .isEqualTo("IOException");
  }

  @Test
  void anyTextFitsIntoASentence() {
    assertThat(Abbreviation.of("short")).isEqualTo("short");
    assertThat(Abbreviation.of("a\n\u001b[31m\u202eb")).isEqualTo("a??[31m?b");
    assertThat(Abbreviation.of("x".repeat(101))).isEqualTo("x".repeat(100) + "… (101 characters)");
    assertThat(Abbreviation.of("x".repeat(99) + "😀x")).startsWith("x".repeat(99) + "… (102");
  }
}
