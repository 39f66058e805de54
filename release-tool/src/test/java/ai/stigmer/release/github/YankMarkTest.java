package ai.stigmer.release.github;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.github.Release.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The words of a release that was taken back.
class YankMarkTest {

  // GitHub gives a text back with its own line breaks and without trailing ones.
  @ParameterizedTest
  @ValueSource(strings = {"", "Notes.\n", "## Fixes\r\n\r\n- One"})
  void aMarkedReleaseIsMarkedOnce(String notes) {
    YankMark mark = release("v1.2.3", notes).yankMark();
    Release marked = release(mark.title(), mark.notes().replace("\n", "\r\n").strip());

    assertThat(marked.isYanked()).isTrue();
    assertThat(marked.yankMark().notes()).isEqualTo(mark.notes().strip());
  }

  @Test
  void theNoticeStandsAboveTheNotes() {
    assertThat(release("v1.2.3", "Notes.").yankMark())
        .isEqualTo(
            new YankMark(
                "v1.2.3 (yanked)",
                "> [!CAUTION]\n> **v1.2.3 was yanked.** Use another version.\n\nNotes."));
  }

  private static Release release(String title, String notes) {
    return new Release(7, "v1.2.3", title, notes, "", State.PUBLISHED, false, List.of(), "");
  }
}
