package ai.stigmer.release.image;

import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.RegistryCredentials;
import ai.stigmer.release.registry.RegistryLogin;
import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Builds one platform's image with jib, which compresses the layers, writes configuration and
/// manifest, and pulls the base; never anything else.
final class JibBuild {

  /// The user by which jib knows that the password is a refresh token.
  private static final String IDENTITY_TOKEN_USER = "<token>";

  private final JibFolders folders;
  private final RegistryCredentials credentials;
  private final RetryPolicy retries;

  JibBuild(JibFolders folders, RegistryCredentials credentials, RetryPolicy retries) {
    this.folders = folders;
    this.credentials = credentials;
    this.retries = retries;
  }

  /// Builds an image into a file: an OCI image layout in a tar archive.
  ///
  /// @param labels its labels, and nothing of the spec's own
  /// @return the file
  Path build(
      ImageSpec spec,
      ImageIdentity identity,
      SortedMap<String, String> labels,
      Platform platform,
      List<LayerFiles> layers,
      Optional<BaseImage> base)
      throws IOException {
    Path tar = folders.tar(platform);
    JibContainerBuilder image = base.isEmpty() ? Jib.fromScratch() : from(base.get(), platform);
    image
        .setFormat(ImageFormat.OCI)
        .setPlatforms(
            Set.of(
                new com.google.cloud.tools.jib.api.buildplan.Platform(
                    platform.architecture(), platform.os())))
        .setCreationTime(identity.created())
        .setLabels(labels)
        // Sorted: the order of a map must not reach the digest.
        .setEnvironment(new TreeMap<>(spec.environment()));
    if (!spec.entrypoint().isEmpty()) {
      image.setEntrypoint(spec.entrypoint());
    }
    spec.user().ifPresent(image::setUser);
    spec.workingDirectory()
        .ifPresent(path -> image.setWorkingDirectory(absolute("working directory", path)));
    var volumes = new LinkedHashSet<AbsoluteUnixPath>();
    spec.volumes().forEach(path -> volumes.add(absolute("volume", path)));
    image.setVolumes(volumes);
    for (LayerFiles layer : layers) {
      image.addFileEntriesLayer(layer(layer));
    }
    if (base.isEmpty()) {
      containerize(image, tar, false, spec.base());
    } else {
      boolean loopback = base.get().repository().isLoopback();
      retries.run(
          "reading the base image '" + spec.base() + "'",
          () -> {
            containerize(image, tar, loopback, spec.base());
            return tar;
          });
    }
    return tar;
  }

  private JibContainerBuilder from(BaseImage base, Platform platform) {
    try {
      RegistryImage image =
          RegistryImage.named(base.repository() + "@" + base.manifestFor(platform));
      credentials
          .login(base.repository().registry())
          .ifPresent(login -> {
            switch (login) {
              case RegistryLogin.Password password ->
                  image.addCredential(password.user(), password.password().reveal());
              case RegistryLogin.IdentityToken token ->
                  image.addCredential(IDENTITY_TOKEN_USER, token.token().reveal());
            }
          });
      return Jib.from(image);
    } catch (InvalidImageReferenceException invalid) {
      throw ReleaseException.input(
          "The base image '" + base.name() + "' is not a reference jib accepts",
          "Name another one.");
    }
  }

  // Every file gets jib's constant time, the epoch and a second: an unchanged layer must keep its
  // digest from commit to commit. A class-data archive knows its jars by size and time alone, so it
  // must hold no class of a jar that changes between releases.
  private FileEntriesLayer layer(LayerFiles layer) throws IOException {
    Path source = folders.source(layer);
    var entries = FileEntriesLayer.builder().setName(layer.layer().name());
    for (LayerFiles.Entry entry : layer.entries()) {
      entries.addEntry(
          entry.source().isEmpty() ? source : source.resolve(entry.source()),
          AbsoluteUnixPath.get(entry.target()),
          FilePermissions.fromOctalString("%03o".formatted(entry.mode())),
          FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
          layer.layer().owner());
    }
    return entries.build();
  }

  private void containerize(JibContainerBuilder image, Path tar, boolean loopback, String base)
      throws IOException {
    // Jib's own threads would go on writing after a failure was told.
    try (var _ = new LoopbackCredentials(loopback);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      image.containerize(
          Containerizer.to(TarImage.at(tar).named("image"))
              .setExecutorService(threads)
              .setToolName("release-tool")
              // No version of ours: another release-tool must not give another image.
              .setToolVersion("jib")
              .setAllowInsecureRegistries(loopback)
              .setBaseImageLayersCache(folders.bases())
              .setApplicationLayersCache(folders.layers()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ReleaseException.remote(
          "Interrupted while building the image", "Run it again.", interrupted);
    } catch (InvalidImageReferenceException impossible) {
      throw new IllegalStateException("'image' is a reference", impossible);
    } catch (IOException
        | RegistryException
        | CacheDirectoryCreationException
        | ExecutionException failure) {
      throw JibFailure.of(failure, base, folders.folder());
    }
  }

  private static AbsoluteUnixPath absolute(String what, String path) {
    if (!path.startsWith("/")) {
      throw ReleaseException.input(
          "The image's " + what + " '" + path + "' is not absolute", "Begin it with a slash.");
    }
    return AbsoluteUnixPath.get(path);
  }

  /// Lets jib send credentials by plain HTTP while it is open, if the registry is on this machine.
  private static final class LoopbackCredentials implements AutoCloseable {

    private static final String PROPERTY = "sendCredentialsOverHttp";

    private final boolean set;

    private LoopbackCredentials(boolean wanted) {
      this.set = wanted && System.getProperty(PROPERTY) == null;
      if (set) {
        System.setProperty(PROPERTY, "true");
      }
    }

    @Override
    public void close() {
      if (set) {
        System.clearProperty(PROPERTY);
      }
    }
  }
}
