package ai.stigmer.release.report.page;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.image.PublishedImage;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.ImageIndex;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.plan.DesiredAsset;
import ai.stigmer.release.plan.DesiredFormula;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedHost.Absent;
import ai.stigmer.release.plan.ObservedHost.Draft;
import ai.stigmer.release.plan.ObservedHost.Published;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Stage;
import ai.stigmer.release.plan.Subject;
import ai.stigmer.release.report.Amounts;
import ai.stigmer.release.report.page.FloatingMoves.Move;
import ai.stigmer.release.report.page.ReferenceGraph.Column;
import ai.stigmer.release.report.page.ReferenceGraph.Node;
import java.util.List;
import java.util.Optional;

/// Draws up what refers to what in one release: as it is, or as it would be after the plan.
final class ReleaseGraph {

  private static final String INDEX = "index";
  private static final String RELEASE = "release";
  private static final String FORMULA = "formula";

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
    release.host();
    release.formula();
    return release.graph;
  }

  private void image() {
    Optional<Digest> digest = desired.image().digest();
    add(
        INDEX,
        Column.CONTENT,
        "image index",
        digest,
        "",
        standing(Stage.IMAGE, desired.image().repository().toString()));
    for (Platform platform : desired.image().platforms()) {
      Optional<Long> size =
          desired.image().built().stream()
              .flatMap(built -> built.platforms().stream())
              .filter(image -> image.platform().equals(platform))
              .map(image -> image.size())
              .findFirst();
      add(
          platform.toString(),
          Column.PLATFORMS,
          platform.toString(),
          manifest(platform),
          size.map(Amounts::ofBytes).orElse(""),
          standing(Stage.IMAGE, desired.image().repository().toString()));
      graph.link(INDEX, "holds", platform.toString());
    }
  }

  private Optional<Digest> manifest(Platform platform) {
    return desired
        .image()
        .built()
        .map(built -> built.index())
        .or(() -> observed.images().exact().flatMap(PublishedImage::index))
        .stream()
        .map(ImageIndex::entries)
        .flatMap(List::stream)
        .filter(entry -> entry.platform().equals(platform))
        .map(entry -> entry.manifest().digest())
        .findFirst();
  }

  private void tags() {
    add(
        desired.tag().toString(),
        Column.NAMES,
        desired.tag().toString(),
        "image tag that never moves",
        standing(Stage.EXACT_TAG, desired.tag().toString()));
    graph.link(desired.tag().toString(), "names", INDEX);
    for (Move move : FloatingMoves.of(run)) {
      add(move.tag(), Column.NAMES, move.tag(), "image tag that moves", move.standing());
      if (move.after().equals(desired.image().digest()) && !move.afterName().equals("absent")) {
        graph.link(move.tag(), "names", INDEX);
      }
      move.after()
          .filter(digest -> !desired.image().digest().equals(Optional.of(digest)))
          .ifPresent(digest -> {
            add(
                digest.toString(),
                Column.CONTENT,
                "index of " + move.afterName(),
                move.after(),
                "",
                Standing.THERE);
            graph.link(move.tag(), "names", digest.toString());
          });
    }
  }

  private void host() {
    String detail =
        switch (observed.host().release()) {
          case Absent() -> "not on GitHub yet";
          case Draft _ -> "a draft on GitHub";
          case Published _ -> "published on GitHub";
        };
    for (DesiredAsset asset : desired.assets()) {
      asset(asset);
    }
    add(
        RELEASE,
        Column.NAMES,
        "release " + desired.tag(),
        detail,
        standing(Stage.PUBLICATION, desired.tag().toString()));
    for (DesiredAsset asset : desired.assets()) {
      graph.link(RELEASE, "holds", asset.name());
      if (!asset.name().equals(Checksums.FILE_NAME)) {
        graph.link(Checksums.FILE_NAME, "covers", asset.name());
      }
      if (run.archives().contains(asset.name())) {
        graph.link(asset.name(), "starts", INDEX);
      }
    }
  }

  private void asset(DesiredAsset asset) {
    Optional<Release> hosted =
        switch (observed.host().release()) {
          case Absent() -> Optional.empty();
          case Draft(var release) -> Optional.of(release);
          case Published(var release, _) -> Optional.of(release);
        };
    Optional<Long> size =
        asset
            .artifact()
            .map(Artifact::size)
            .or(() ->
                hosted.flatMap(release -> release.asset(asset.name())).map(ReleaseAsset::size));
    add(
        asset.name(),
        Column.CONTENT,
        asset.name(),
        asset.digest(),
        size.map(Amounts::ofBytes).orElse(""),
        standing(Stage.ASSETS, asset.name()));
  }

  private void formula() {
    desired
        .formula()
        .ifPresent(formula -> {
          add(
              FORMULA,
              Column.NAMES,
              "formula " + formula.title(),
              where(formula),
              standing(Stage.FORMULA, formula.title()));
          for (String archive : run.archives()) {
            graph.link(FORMULA, "installs", archive);
          }
          boolean namesImage =
              formula.content().isPresent()
                  && desired.image().digest().isPresent()
                  && formula
                      .content()
                      .orElseThrow()
                      .contains(desired.image().digest().orElseThrow().toString());
          if (namesImage) {
            graph.link(FORMULA, "names", INDEX);
          }
        });
  }

  private String where(DesiredFormula formula) {
    boolean there =
        formula.content().isPresent()
            && observed
                .tap()
                .map(tap -> tap.state().formula())
                .equals(Optional.of(formula.content()));
    return there
        ? "on the tap's default branch"
        : switch (formula.delivery()) {
          case COMMIT -> "committed to the tap";
          case PULL_REQUEST -> "by a pull request to the tap";
        };
  }

  private Standing standing(Stage stage, String name) {
    return run.standing(new Subject(stage, name));
  }

  private void add(String id, Column column, String title, String detail, Standing standing) {
    graph.add(new Node(id, column, title, detail, title + ": " + detail, standing));
  }

  private void add(
      String id,
      Column column,
      String title,
      Optional<Digest> digest,
      String size,
      Standing standing) {
    String name = digest.map(Digest::toString).orElse("known after build");
    String shortened = digest.map(Digests::brief).orElse("known after build");
    graph.add(
        new Node(
            id,
            column,
            title,
            size.isEmpty() ? shortened : shortened + " · " + size,
            title + ": " + name + (size.isEmpty() ? "" : ", " + size),
            standing));
  }
}
