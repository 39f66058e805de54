package ai.stigmer.release.image;

import static ai.stigmer.release.testing.Folders.write;
import static ai.stigmer.release.testing.Folders.writeExecutable;

import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.image.ImageSpec.Layer;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.registry.RegistryCredentials;
import ai.stigmer.release.testing.InMemoryRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The image of the product "tidy": a runtime of its own for each platform, and a script for all.
final class ImageFixture {

  static final Platform AMD64 = Platform.of("linux/amd64");
  static final Platform ARM64 = Platform.of("linux/arm64");
  static final ImageIdentity IDENTITY =
      new ImageIdentity(
          "1.2.3",
          "0123456789abcdef0123456789abcdef01234567",
          Instant.parse("2026-03-01T12:34:56.789Z"),
          Optional.of("https://github.com/acme/tidy"));
  static final Layer RUNTIME =
      new Layer("runtime", "build/runtime/${platform}", "/", "0:0", Optional.empty());
  static final Layer APPLICATION =
      new Layer("application", "build/tidy.sh", "/app/run", "1000:1000", Optional.of(0755));

  private ImageFixture() {}

  static ImageSpec spec(String base, List<Platform> platforms, Layer... layers) {
    return new ImageSpec(
        base,
        platforms,
        List.of(layers),
        Optional.of("1000:1000"),
        List.of("/app/run"),
        Map.of("LANG", "C.UTF-8"),
        Optional.of("/app"),
        List.of("/workspace"),
        Map.of("org.opencontainers.image.title", "tidy-runner", "com.acme.team", "tidy"));
  }

  static ImageSpec spec() {
    return spec(ImageSpec.SCRATCH, List.of(AMD64, ARM64), RUNTIME, APPLICATION);
  }

  /// Writes what the build commands of the product would.
  static Path inputs(Path root) throws IOException {
    for (Platform platform : List.of(AMD64, ARM64)) {
      Path runtime = root.resolve("build/runtime").resolve(platform.fileName());
      writeExecutable(runtime.resolve("bin/sh"), "shell of " + platform);
      write(runtime.resolve("lib/libc.so.6"), "library of " + platform);
      Files.createSymbolicLink(runtime.resolve("lib/libc.so"), Path.of("libc.so.6"));
    }
    write(root.resolve("build/tidy.sh"), "#!/bin/sh\n");
    return root;
  }

  static BuiltImage build(ImageSpec spec, Path root, Path work) {
    return new ImageBuilder(
            new InMemoryRegistry(), RegistryCredentials.none(), RetryPolicy.STANDARD)
        .build(spec, IDENTITY, root, work, ImageListener.SILENT);
  }
}
