package ai.stigmer.cli;

import ai.stigmer.cli.command.StigmerCommand;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The `stigmer` command.
public final class Stigmer {

  private Stigmer() {}

  /// Runs one command line and exits with its code.
  public static void main(String[] arguments) throws URISyntaxException {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(StigmerCommand.run(home(), out, err, arguments));
  }

  /// The folder this class's jar lies in.
  private static Path home() throws URISyntaxException {
    return Path.of(Stigmer.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .resolveSibling("");
  }
}
