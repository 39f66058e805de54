package ai.stigmer.release.command;

import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.report.page.ReportPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/// The option `--report`: a run leaves a page to look at, however it ends.
final class ReportOption {

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Leave a page to look at: one HTML file that stands alone.")
  private Optional<Path> file = Optional.empty();

  private boolean written;

  /// Whether a page is asked for.
  boolean isWanted() {
    return file.isPresent();
  }

  /// Runs a command; if it ends before it wrote its page, the page tells why.
  ///
  /// @param command the command's name
  /// @throws ReleaseException of kind input, before anything is run, if the page could not be
  ///   written there
  int around(String command, Environment environment, Screen screen, Callable<Integer> run)
      throws Exception {
    remove(environment);
    try {
      return run.call();
    } catch (ReleaseException failure) {
      if (!written) {
        write(environment, screen, ReportPage.ofProblem(command, failure.problem()));
      }
      throw failure;
    }
  }

  /// Writes the page, if one is asked for, without any secret.
  void write(Environment environment, Screen screen, String page) {
    file.map(environment.folder()::resolve)
        .ifPresent(path -> {
          write(path, screen.redact(page));
          written = true;
          screen.note("  the report: " + path);
        });
  }

  /// Writes the page that another run left, if one is asked for and was left.
  void copy(Environment environment, Screen screen, Path left) {
    if (isWanted() && Files.exists(left)) {
      try {
        write(environment, screen, Files.readString(left));
      } catch (IOException failure) {
        throw ReleaseException.remote(
            "The report " + left + " could not be read", "Run again.", failure);
      }
    }
  }

  /// Writes a page.
  ///
  /// @throws ReleaseException of kind remote if the disk refuses it
  static void write(Path path, String page) {
    try {
      Files.writeString(path, page, StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw ReleaseException.remote(
          "The report " + path + " could not be written", "Check the disk's space.", failure);
    }
  }

  // The page of an earlier run must not be taken for this one's.
  private void remove(Environment environment) {
    file.map(environment.folder()::resolve)
        .ifPresent(path -> {
          try {
            Files.createDirectories(path.normalize().getParent());
            Files.deleteIfExists(path);
            Files.createFile(path);
            Files.delete(path);
          } catch (IOException failure) {
            throw ReleaseException.input(
                "The report " + path + " cannot be written",
                "Name a file in a folder that can be written.");
          }
        });
  }
}
