package ai.stigmer.release.verify;

import ai.stigmer.release.apply.Observer;
import ai.stigmer.release.apply.Scratch;
import ai.stigmer.release.apply.World;
import ai.stigmer.release.archive.ArchiveReader;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.artifact.Document;
import ai.stigmer.release.document.Provenance;
import ai.stigmer.release.document.Sbom;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.image.ImageReader;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.plan.Decision;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.DesiredAsset;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedHost.Published;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Planner;
import ai.stigmer.release.problem.ReleaseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Holds a published release against itself: names, digests, and the bytes behind them.
public final class Verification {

  private final World world;
  private final Set<String> archives;
  private final DesiredRelease wanted;
  private final List<Finding> findings = new ArrayList<>();

  private Verification(World world, DesiredRelease wanted, Set<String> archives) {
    this.world = world;
    this.wanted = wanted;
    this.archives = Set.copyOf(archives);
  }

  /// One finding for each wanted thing and each file's bytes.
  ///
  /// @param wanted the release as it is described, nothing of it built
  /// @param archives the names of the assets that hold the stamped command-line tool
  /// @throws ReleaseException if a part of the world cannot be read
  public static List<Finding> of(World world, DesiredRelease wanted, Set<String> archives) {
    var verification = new Verification(world, wanted, archives);
    verification.run();
    return List.copyOf(verification.findings);
  }

  private void run() {
    ObservedRelease observed = new Observer(world).observe(wanted);
    DesiredRelease settled = wanted.settledBy(observed);
    for (Decision decision : Planner.plan(settled, observed).decisions()) {
      String subject = decision.subject().toString();
      switch (decision) {
        case Satisfied satisfied -> add(subject, true, satisfied.reason());
        case Change change -> add(subject, false, change.reason());
        case Conflict conflict -> add(subject, false, conflict.problem().summary());
      }
    }
    image();
    if (observed.images().keepsReferrers()) {
      referrers(settled);
    }
    if (observed.host().release() instanceof Published published) {
      assets(settled, published.release());
    }
  }

  private void image() {
    var tag = new Tagged(wanted.image().repository(), wanted.tag().toString());
    var reader = new ImageReader(world.registry());
    reader
        .read(tag)
        .ifPresent(image -> {
          List<Digest> missing = reader.missingBlobs(image);
          add(
              "content of " + tag,
              missing.isEmpty(),
              missing.isEmpty() ? "every configuration and layer is there" : "missing: " + missing);
        });
  }

  // A list of referrers names manifests; the documents are blobs behind them.
  private void referrers(DesiredRelease settled) {
    for (DesiredAsset asset : settled.assets()) {
      if (asset.artifactType().isPresent() && asset.digest().isPresent()) {
        boolean there =
            world.registry().hasBlob(settled.image().repository(), asset.digest().orElseThrow());
        add(
            "content of referrer " + asset.name(),
            there,
            there ? asset.digest().orElseThrow().toString() : "not in the registry");
      }
    }
  }

  private void assets(DesiredRelease settled, Release release) {
    for (ReleaseAsset asset : release.assets()) {
      if (!settled.wants(asset.name())) {
        add("asset " + asset.name(), false, "not part of the release, and in no checksums file");
      }
    }
    for (DesiredAsset asset : settled.assets()) {
      Optional<ReleaseAsset> there = release.asset(asset.name()).filter(ReleaseAsset::uploaded);
      if (there.isPresent() && asset.recorded().isPresent()) {
        bytes(asset.name(), there.orElseThrow(), asset.recorded().orElseThrow(), settled);
      }
    }
  }

  private void bytes(String name, ReleaseAsset asset, Digest recorded, DesiredRelease settled) {
    Scratch.with(scratch -> {
      Path file = scratch.file(name);
      world.host().download(unsworn(asset), file);
      Digest digest = Digest.ofFile(file);
      boolean equal = digest.equals(recorded);
      add(
          "bytes of " + name,
          equal,
          equal
              ? digest.toString()
              : digest + ", but " + Checksums.FILE_NAME + " says " + recorded);
      if (equal && archives.contains(name)) {
        stamp(name, file, settled);
      }
      Optional<Document> document = Document.find(name, settled.project(), settled.version());
      if (equal && document.isPresent()) {
        document(document.orElseThrow(), name, Files.readString(file), settled);
      }
      return equal;
    });
  }

  // What the host says of the bytes is left out: here they are measured.
  private static ReleaseAsset unsworn(ReleaseAsset asset) {
    return new ReleaseAsset(
        asset.id(), asset.name(), asset.size(), asset.uploaded(), Optional.empty());
  }

  private void stamp(String name, Path file, DesiredRelease settled) {
    settled
        .image()
        .digest()
        .ifPresent(digest -> {
          String reference = settled.image().repository() + ":" + settled.tag() + "@" + digest;
          boolean stamped = ArchiveReader.containsText(file, reference);
          add("stamp in " + name, stamped, (stamped ? "starts " : "does not name ") + reference);
        });
  }

  // A document is about this image and these files, or it is no document of this release.
  private void document(Document document, String name, String text, DesiredRelease settled) {
    var wanted = new TreeMap<String, Digest>();
    settled
        .image()
        .digest()
        .filter(digest -> document != Document.CLI_SBOM)
        .ifPresent(digest -> wanted.put(settled.image().repository().toString(), digest));
    settled.assets().stream()
        .filter(asset -> isSubject(asset.name(), document, settled))
        .forEach(asset -> asset.recorded().ifPresent(digest -> wanted.put(asset.name(), digest)));
    try {
      Map<String, Digest> told =
          switch (document) {
            case IMAGE_SBOM, CLI_SBOM -> Sbom.subjects(text, name);
            case PROVENANCE -> Provenance.subjects(text, name);
          };
      boolean equal = told.equals(wanted);
      add(
          "subjects of " + name,
          equal,
          equal ? String.join(", ", wanted.keySet()) : told + ", but the release has " + wanted);
    } catch (ReleaseException malformed) {
      add("subjects of " + name, false, malformed.problem().summary());
    }
  }

  private boolean isSubject(String name, Document document, DesiredRelease settled) {
    return switch (document) {
      case IMAGE_SBOM -> false;
      case CLI_SBOM -> archives.contains(name);
      case PROVENANCE ->
          !name.equals(Checksums.FILE_NAME)
              && Document.find(name, settled.project(), settled.version()).isEmpty();
    };
  }

  private void add(String subject, boolean sound, String text) {
    findings.add(new Finding(subject, sound, text));
  }
}
