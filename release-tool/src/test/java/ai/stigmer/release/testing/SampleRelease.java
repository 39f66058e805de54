package ai.stigmer.release.testing;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.git.Commit;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.homebrew.Formula;
import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.image.BuiltImage;
import ai.stigmer.release.image.OciLayout;
import ai.stigmer.release.image.PlatformImage;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.plan.DesiredAsset;
import ai.stigmer.release.plan.DesiredFormula;
import ai.stigmer.release.plan.DesiredImage;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.FormulaTarget;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.version.ReleaseTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Small releases of a product "tidy", built in a moment: the same tag always gives the same bytes.
///
/// @param folder where they are built
public record SampleRelease(Path folder) {

  /// Where the image goes.
  public static final Repository REPOSITORY = Repository.of("ghcr.io/acme/tidy-runner");

  /// What the image runs on.
  public static final List<Platform> PLATFORMS =
      List.of(Platform.of("linux/amd64"), Platform.of("linux/arm64"));

  /// The formula's name.
  public static final FormulaName FORMULA = new FormulaName("tidy");

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  /// The commit every tag of this name has.
  public static Commit commit(String tag) {
    return new Commit(
        Digest.ofBytes(bytes("commit " + tag)).hex().substring(0, 40), TIME, "feat: it");
  }

  /// A release before anything is built.
  public DesiredRelease describe(String tag) {
    return describe(tag, Delivery.PULL_REQUEST);
  }

  /// A release before anything is built, whose formula is delivered that way.
  public DesiredRelease describe(String tag, Delivery delivery) {
    ReleaseTag released = ReleaseTag.of(tag);
    return new DesiredRelease(
        "tidy",
        released,
        commit(tag),
        new DesiredImage(REPOSITORY, PLATFORMS, Optional.empty(), Optional.empty()),
        new ReleaseText(tag, commit(tag).id(), tag, "Notes.", !released.isStable()),
        List.of(DesiredAsset.unbuilt(archive(released)), DesiredAsset.unbuilt(Checksums.FILE_NAME)),
        released.isStable()
            ? Optional.of(
                new DesiredFormula(
                    FORMULA,
                    delivery,
                    SampleRelease::formula,
                    FormulaTarget.of(released.version()),
                    Optional.empty(),
                    Optional.empty()))
            : Optional.empty(),
        false,
        false);
  }

  /// A release before anything is built, with a document about its image and with signatures.
  public DesiredRelease describeSigned(String tag) {
    DesiredRelease plain = describe(tag);
    var assets = new ArrayList<>(plain.assets());
    assets.add(
        assets.size() - 1,
        DesiredAsset.unbuiltReferrer(document(plain.tag()), MediaType.CYCLONEDX));
    return new DesiredRelease(
        plain.project(),
        plain.tag(),
        plain.commit(),
        plain.image(),
        plain.text(),
        assets,
        plain.formula(),
        true,
        false);
  }

  /// The release with everything built that is not adopted.
  public DesiredRelease build(DesiredRelease desired) {
    DesiredImage image =
        desired.image().digest().isPresent()
            ? desired.image()
            : new DesiredImage(
                REPOSITORY, PLATFORMS, Optional.empty(), Optional.of(image(desired.tag())));
    var artifacts = new ArrayList<Artifact>();
    String stamped = "image=" + image.digest().orElseThrow();
    artifacts.add(artifact(archive(desired.tag()), desired.tag(), stamped));
    if (desired.wants(document(desired.tag()))) {
      artifacts.add(artifact(document(desired.tag()), desired.tag(), "{}"));
    }
    artifacts.add(artifact(Checksums.FILE_NAME, desired.tag(), Checksums.of(artifacts).text()));
    return desired.built(image, artifacts);
  }

  /// The same release, whose formula can be rendered for no other tag.
  public static DesiredRelease withoutReturn(DesiredRelease release) {
    return new DesiredRelease(
        release.project(),
        release.tag(),
        release.commit(),
        release.image(),
        release.text(),
        release.assets(),
        release
            .formula()
            .map(formula ->
                new DesiredFormula(
                    formula.name(),
                    formula.delivery(),
                    (tag, image, assets, versionScheme) -> {
                      if (!tag.equals(release.tag())) {
                        throw ReleaseException.input("There is no tag " + tag, "Fetch it.");
                      }
                      return formula.recipe().render(tag, image, assets, versionScheme);
                    },
                    formula.target(),
                    formula.content(),
                    formula.obstacle())),
        release.signed(),
        release.yanked());
  }

  /// The formula of a release, as it is rendered for these digests.
  private static String formula(
      ReleaseTag tag, Digest image, Map<String, Digest> assets, int versionScheme) {
    String text =
        "class Tidy < Formula\n  url \"https://example.org/releases/download/"
            + tag
            + "/tidy.tar.gz\"\n  sha256 \""
            + Optional.ofNullable(assets.get(archive(tag))).orElseThrow().hex()
            + "\"\n  # "
            + image
            + "\nend\n";
    return new Formula(FORMULA, text).withVersionScheme(versionScheme).content();
  }

  /// The name of the document about a release's image.
  public static String document(ReleaseTag tag) {
    return "tidy-" + tag.version() + ".cdx.json";
  }

  private static String archive(ReleaseTag tag) {
    return "tidy-" + tag.version() + ".tar.gz";
  }

  private Artifact artifact(String name, ReleaseTag tag, String content) {
    try {
      return Artifact.of(
          name, Folders.write(folder.resolve(tag.toString()).resolve(name), content));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private BuiltImage image(ReleaseTag tag) {
    try {
      OciLayout layout = OciLayout.at(folder.resolve(tag + "-image"));
      var platforms = new ArrayList<PlatformImage>();
      for (Platform platform : PLATFORMS) {
        Descriptor config =
            blob(layout, "application/vnd.oci.image.config.v1+json", "{}" + tag + platform);
        Descriptor layer =
            blob(layout, "application/vnd.oci.image.layer.v1.tar+gzip", "layer of " + tag);
        var manifest = new Manifest(MediaType.MANIFEST, Json.write(manifest(config, layer)));
        Files.write(layout.blob(manifest.digest()), manifest.content());
        platforms.add(new PlatformImage(platform, manifest, config, List.of(layer)));
      }
      var index =
          new ImageIndex(
              platforms.stream()
                  .map(image ->
                      new ImageIndex.Entry(image.manifest().descriptor(), image.platform()))
                  .toList(),
              Map.of(
                  ImageIndex.REVISION, commit(tag.toString()).id(),
                  ImageIndex.VERSION, tag.version().toString()));
      return new BuiltImage(layout, index, platforms, Optional.empty());
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static Descriptor blob(OciLayout layout, String mediaType, String content)
      throws IOException {
    Descriptor blob = Descriptor.of(mediaType, bytes(content));
    Files.write(layout.blob(blob.digest()), bytes(content));
    return blob;
  }

  // In a fixed order, so that equal manifests are equal bytes.
  private static Map<String, Object> manifest(Descriptor config, Descriptor layer) {
    var json = new LinkedHashMap<String, Object>();
    json.put("schemaVersion", 2);
    json.put("config", json(config));
    json.put("layers", List.of(json(layer)));
    return json;
  }

  private static Map<String, Object> json(Descriptor descriptor) {
    var json = new LinkedHashMap<String, Object>();
    json.put("mediaType", descriptor.mediaType());
    json.put("digest", descriptor.digest().toString());
    json.put("size", descriptor.size());
    return json;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
