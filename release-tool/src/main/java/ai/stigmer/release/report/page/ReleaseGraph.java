package ai.stigmer.release.report.page;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.artifact.Document;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.plan.DesiredAsset;
import ai.stigmer.release.plan.DesiredFormula;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.Fallback;
import ai.stigmer.release.plan.KnownIndex;
import ai.stigmer.release.plan.ObservedHost.Absent;
import ai.stigmer.release.plan.ObservedHost.Draft;
import ai.stigmer.release.plan.ObservedHost.Published;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Stage;
import ai.stigmer.release.plan.Subject;
import ai.stigmer.release.report.Amounts;
import ai.stigmer.release.report.Digests;
import ai.stigmer.release.report.page.FloatingMoves.Move;
import ai.stigmer.release.report.page.ReferenceGraph.Group;
import ai.stigmer.release.report.page.ReferenceGraph.Node;
import ai.stigmer.release.report.page.ReferenceGraph.Verb;
import java.util.Optional;

/// Draws up what refers to what in one release: as it is, or as it would be after the plan.
final class ReleaseGraph {

  private static final String INDEX = "index";
  private static final String RELEASE = "release";
  private static final String FORMULA = "formula";
  private static final String UNKNOWN = "known after build";

  private final ReportedRun run;
  private final DesiredRelease desired;
  private final ObservedRelease observed;
  private final ReferenceGraph graph = new ReferenceGraph();

  private ReleaseGraph(ReportedRun run) {
    this.run = run;
    this.desired = run.conclusion().desired();
    this.observed = run.conclusion().observed();
  }

  /// The graph of a run's release.
  static ReferenceGraph of(ReportedRun run) {
    var release = new ReleaseGraph(run);
    release.image();
    release.tags();
    release.files();
    release.release();
    release.desired.formula().ifPresent(release::formula);
    return release.graph;
  }

  private void image() {
    Standing standing = standing(Stage.IMAGE, desired.image().repository().toString());
    add(
        INDEX,
        Group.INDEXES,
        "image index",
        desired.image().digest(),
        Optional.empty(),
        standing,
        seal(Stage.SIGNATURES, INDEX));
    Optional<KnownIndex> index = KnownIndex.of(desired.image(), observed.images().exact());
    for (Platform platform : desired.image().platforms()) {
      add(
          platform.toString(),
          Group.PLATFORMS,
          platform.toString(),
          index.flatMap(known -> Optional.ofNullable(known.platforms().get(platform))),
          desired.image().built().stream()
              .flatMap(built -> built.platforms().stream())
              .filter(image -> image.platform().equals(platform))
              .map(image -> image.size())
              .findFirst(),
          standing,
          seal(Stage.SIGNATURES, platform.toString()));
      graph.link(INDEX, Verb.HOLDS, platform.toString());
    }
  }

  private void tags() {
    String exact = desired.tag().toString();
    add(exact, Group.TAGS, exact, "image tag that never moves", standing(Stage.EXACT_TAG, exact));
    graph.link(exact, Verb.NAMES, INDEX);
    for (Move move : FloatingMoves.of(run)) {
      add(move.tag(), Group.TAGS, move.tag(), "image tag that moves", move.standing());
      if (move.after().equals(desired.image().digest()) && !move.afterName().equals("absent")) {
        graph.link(move.tag(), Verb.NAMES, INDEX);
      }
      move.after()
          .filter(digest -> !desired.image().digest().equals(Optional.of(digest)))
          .ifPresent(digest -> {
            add(
                digest.toString(),
                Group.INDEXES,
                "index of " + move.afterName(),
                move.after(),
                Optional.empty(),
                Standing.THERE,
                Optional.empty());
            graph.link(move.tag(), Verb.NAMES, digest.toString());
          });
    }
  }

  private void files() {
    for (DesiredAsset asset : desired.assets()) {
      add(
          asset.name(),
          Group.FILES,
          asset.name(),
          asset.digest(),
          asset.artifact().map(Artifact::size).or(() -> hostedSize(asset)),
          standing(Stage.ASSETS, asset.name()),
          seal(Stage.CHECKSUMS_SIGNATURE, asset.name()));
    }
    for (DesiredAsset asset : desired.assets()) {
      if (!asset.name().equals(Checksums.FILE_NAME)) {
        graph.link(Checksums.FILE_NAME, Verb.COVERS, asset.name());
      }
      if (run.archives().contains(asset.name())) {
        graph.link(asset.name(), Verb.STARTS, INDEX);
        graph.link(
            Document.CLI_SBOM.assetName(desired.project(), desired.version()),
            Verb.DESCRIBES,
            asset.name());
      }
      Optional<Standing> attached = run.planned(new Subject(Stage.REFERRERS, asset.name()));
      if (attached.isPresent()) {
        graph.link(asset.name(), Verb.ATTACHED, INDEX, attached);
      }
    }
  }

  private Optional<Long> hostedSize(DesiredAsset asset) {
    Optional<Release> hosted =
        switch (observed.host().release()) {
          case Absent() -> Optional.empty();
          case Draft(var release) -> Optional.of(release);
          case Published(var release, _) -> Optional.of(release);
        };
    return hosted.flatMap(release -> release.asset(asset.name())).map(ReleaseAsset::size);
  }

  private void release() {
    String tag = desired.tag().toString();
    String detail =
        switch (observed.host().release()) {
          case Absent() -> "not on GitHub yet";
          case Draft _ -> "a draft on GitHub";
          case Published _ -> "published on GitHub";
        };
    add(
        RELEASE,
        Group.OFFERS,
        "release " + tag + (desired.yanked() ? " (yanked)" : ""),
        desired.yanked() ? "taken back; its files stay" : detail,
        standing(desired.yanked() ? Stage.YANK_MARK : Stage.PUBLICATION, tag));
    desired.assets().forEach(asset -> graph.link(RELEASE, Verb.HOLDS, asset.name()));
  }

  private void formula(DesiredFormula formula) {
    ServedFormula served = ServedFormula.of(run, formula);
    add(FORMULA, Group.OFFERS, "formula " + served.title(), served.detail(), served.standing());
    for (DesiredAsset asset : desired.assets()) {
      boolean installed =
          served.content().isEmpty()
              ? run.archives().contains(asset.name())
              : asset.digest().filter(served::refersTo).isPresent();
      if (installed) {
        graph.link(FORMULA, Verb.INSTALLS, asset.name());
      }
    }
    desired
        .image()
        .digest()
        .filter(served::refersTo)
        .ifPresent(_ -> graph.link(FORMULA, Verb.NAMES, INDEX));
    observed.fallback().ifPresent(left -> returned(served, left));
  }

  // A formula that returns to another release refers to what that one is made of.
  private void returned(ServedFormula served, Fallback left) {
    left.assets()
        .forEach((name, digest) -> {
          if (served.refersTo(digest)) {
            add(
                name,
                Group.FILES,
                name,
                Optional.of(digest),
                Optional.empty(),
                Standing.THERE,
                Optional.empty());
            graph.link(FORMULA, Verb.INSTALLS, name);
          }
        });
    if (served.refersTo(left.image())) {
      graph.link(FORMULA, Verb.NAMES, left.image().toString());
    }
  }

  private Standing standing(Stage stage, String name) {
    return run.standing(new Subject(stage, name));
  }

  private Optional<Standing> seal(Stage stage, String name) {
    return run.planned(new Subject(stage, name));
  }

  private void add(String id, Group group, String title, String detail, Standing standing) {
    graph.add(
        new Node(id, group, title, detail, title + ": " + detail, standing, Optional.empty()));
  }

  private void add(
      String id,
      Group group,
      String title,
      Optional<Digest> digest,
      Optional<Long> size,
      Standing standing,
      Optional<Standing> seal) {
    String amount = size.map(bytes -> " · " + Amounts.ofBytes(bytes)).orElse("");
    graph.add(
        new Node(
            id,
            group,
            title,
            digest.map(Digests::brief).orElse(UNKNOWN) + amount,
            title + ": " + digest.map(Digest::toString).orElse(UNKNOWN) + amount,
            standing,
            seal));
  }
}
