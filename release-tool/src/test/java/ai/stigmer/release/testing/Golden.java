package ai.stigmer.release.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that hold what a test expects, in the test's package under `src/test/resources`; rewritten
/// by `-Dgolden.update=true`.
public final class Golden {

  private Golden() {}

  /// Asserts that a text is that of the golden file `TESTCLASS.NAME`.
  public static void assertMatches(Class<?> test, String name, String actual) throws IOException {
    Path file =
        Path.of("src/test/resources", test.getPackageName().split("\\."))
            .resolve(test.getSimpleName() + "." + name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertThat(file).exists();
    assertThat(actual).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
  }
}
