package ai.stigmer.cli.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonTest {

  @TempDir private Path folder;

  @Test
  void aFileThatCannotBeReadIsToldWithoutItsNameOnceMore() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});

    assertThat(reading(folder.resolve("none"))).isEqualTo("it does not exist");
    assertThat(reading(binary)).isEqualTo("it is no text in UTF-8");
    assertThat(reading(folder)).isEqualTo("Is a directory");
    assertThat(reading(binary.resolve("below"))).isEqualTo("Not a directory");
  }

  @Test
  void whatJavaTellsByATypeAloneIsAWord() {
    assertThat(Reason.of(new AccessDeniedException("/x"))).isEqualTo("you may not");
    assertThat(Reason.of(new FileAlreadyExistsException("/x")))
        .isEqualTo("something else is there");
    assertThat(Reason.of(new FileSystemException("/x", null, "No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(Reason.of(new FileSystemException("/x"))).isEqualTo("FileSystemException");
    assertThat(Reason.of(new IOException())).isEqualTo("IOException");
  }

  private static String reading(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      return Reason.of(failure);
    }
  }
}
