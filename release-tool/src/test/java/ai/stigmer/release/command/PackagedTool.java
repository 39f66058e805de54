package ai.stigmer.release.command;

import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.Program;
import java.io.IOException;
import java.nio.file.Path;

/// The packaged tool, as `make build` leaves it.
final class PackagedTool {

  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();

  private PackagedTool() {}

  /// Makes the launcher, unless nothing changed since it was made.
  static Path launcher() {
    Program.run(
        ROOT,
        "scripts/launcher.sh",
        "release-tool",
        "release-tool",
        ReleaseTool.class.getName(),
        "tags",
        "v1.2.3",
        "--existing",
        "/dev/null");
    return ROOT.resolve("build/bin/release-tool");
  }

  /// Writes a launcher of the same jars that sends every request through a proxy, loopback's too.
  /// Its archive of classes is made by the first run, of what that run used: so it starts in half
  /// the time.
  ///
  /// @param cache where the archive is or will be
  static Path script(Path file, Path cache, int proxyPort) throws IOException {
    String lib = launcher().resolveSibling("../release-tool/lib").normalize().toString();
    return Folders.writeExecutable(
        file,
        """
        #!/bin/sh
        option=-XX:AOTCache
        [ -f '%2$s' ] || option=-XX:AOTCacheOutput
        exec "$JAVA_HOME/bin/java" -Xlog:disable "$option=%2$s" -XX:TieredStopAtLevel=1 \\
          -XX:+UseSerialGC -Xms64m --sun-misc-unsafe-memory-access=allow \\
          -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=%3$d -Dhttp.nonProxyHosts= \\
          -cp "$(echo '%1$s'/*.jar | tr ' ' ':')" %4$s "$@"
        """
            .formatted(lib, cache, proxyPort, ReleaseTool.class.getName()));
  }
}
