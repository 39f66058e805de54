package ai.stigmer.release.fuzz;

import ai.stigmer.release.image.LocalImage;
import ai.stigmer.release.image.OciLayout;
import ai.stigmer.release.image.PlatformImage;
import ai.stigmer.release.inventory.Inventory;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.testing.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// Layers of an image, as they are or compressed. What is inside is found, or the layer is refused.
final class LayersPromise implements Promise {

  private static final Platform PLATFORM = Platform.of("linux/amd64");
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
  private static final Manifest MANIFEST = new Manifest(MediaType.MANIFEST, new byte[0]);

  @Override
  public void tryOn(byte[] input) throws Exception {
    Path folder = Files.createTempDirectory("fuzz");
    try (Archive archive = Archive.of(input, ".tar", ".tar.gz")) {
      OciLayout layout = OciLayout.at(folder);
      Digest digest = Digest.ofFile(archive.file());
      Path blob = layout.blob(digest);
      Files.copy(archive.file(), blob, StandardCopyOption.REPLACE_EXISTING);
      var layer = new Descriptor(LAYER, digest, Files.size(blob));
      var image = new PlatformImage(PLATFORM, MANIFEST, MANIFEST.descriptor(), List.of(layer));
      Failures.valueOrProblem(
          () -> Inventory.of(new LocalImage(MANIFEST.digest(), Map.of(), List.of(image), layout)));
    } finally {
      Folders.delete(folder);
    }
  }
}
