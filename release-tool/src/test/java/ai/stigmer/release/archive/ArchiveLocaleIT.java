package ai.stigmer.release.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.archive.ArchiveReader.Limits;
import ai.stigmer.testing.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A file name beyond ASCII, packed by processes of other locales than the test's.
class ArchiveLocaleIT {

  private static final String NAME = "gr\u00f6\u00dfe";

  @TempDir private Path work;

  @BeforeEach
  void writeFile() {
    Tool.run(
        "sh",
        "-c",
        "mkdir \"$0\" && printf x > \"$0/$(printf 'gr\\303\\266\\303\\237e')\"",
        work.resolve("folder").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tidy.tar.gz", "tidy.zip"})
  void theNameIsUtf8(String archive) {
    pack("C.UTF-8", archive);

    var names = new ArrayList<String>();
    ArchiveReader.read(
        work.resolve(archive), Limits.STANDARD, (entry, content) -> names.add(entry.path()));
    assertThat(names).containsExactly(NAME);
  }

  @Test
  void aLocaleThatCannotExpressTheNameIsRefused() {
    assertThatThrownBy(() -> pack("C", "tidy.tar.gz"))
        .hasMessageContaining("which this locale cannot express")
        .hasMessageContaining("Run with LC_ALL=C.UTF-8");
  }

  private void pack(String locale, String archive) {
    Tool.run(
        Map.of("LC_ALL", locale),
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            PackFolder.class.getName(),
            work.resolve("folder").toString(),
            work.resolve(archive).toString()));
  }
}
