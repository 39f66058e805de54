package ai.stigmer.cli.server;

import ai.stigmer.cli.settings.Folders;
import ai.stigmer.cli.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What is written once, for the person to find.
public final class FirstRun {

  private FirstRun() {}

  /// Writes a `config.yaml` that sets nothing and tells every setting, if there is none.
  ///
  /// @return whether it was written
  public static boolean writeConfiguration(Folders folders) {
    Path file = folders.configuration();
    if (Files.exists(file)) {
      return false;
    }
    DataFolders.make(folders);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, content(), StandardCharsets.UTF_8);
      return true;
    } catch (FileAlreadyExistsException another) {
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String content() {
    return Arrays.stream(Setting.values())
        .map(setting -> "#   %-30s %s\n".formatted(setting.key(), setting.meaning()))
        .collect(
            Collectors.joining(
                "",
                "# Settings of stigmer. 'stigmer config set KEY VALUE' writes one here. The keys:\n",
                "backend:\n  type: local\n"));
  }
}
