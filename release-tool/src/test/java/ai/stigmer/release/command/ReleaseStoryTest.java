package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.testing.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// One release, as it is seen afterwards.
@TestInstance(Lifecycle.PER_CLASS)
class ReleaseStoryTest {

  private static final int CHECKSUMS_LIMIT = 10_000;

  private final TestWorld world;
  private final Run plan;
  private final Run release;

  ReleaseStoryTest(@TempDir Path folder) {
    world = TestWorld.start(folder);
    plan = world.run("plan", "--detailed-exitcode");
    release = world.run("release");
  }

  @BeforeAll
  void converged() {
    release.exits(0);
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void thePlanShowsEveryChangeAndMakesNone() throws IOException {
    plan.exits(4).wroteNothing();
    assertThat(plan.err()).doesNotContain("build-");
    Golden.assertMatches(ReleaseStoryTest.class, "plan.txt", world.normal(plan.out()));
  }

  @Test
  void everyTagOfTheImageNamesTheOneDigest() {
    Optional<Digest> exact = world.image("v1.2.3");

    assertThat(exact).isPresent();
    assertThat(world.registry().tags(world.repository()))
        .containsExactlyInAnyOrder("v1.2.3", "v1.2", "v1", "latest")
        .allSatisfy(tag -> assertThat(world.image(tag)).isEqualTo(exact));
  }

  @Test
  void theReleaseIsPublishedWithItsAssetsAndNotes() throws IOException {
    Release hosted = world.hosted("v1.2.3");

    assertThat(hosted.state()).isEqualTo(Release.State.PUBLISHED);
    assertThat(hosted.preRelease()).isFalse();
    assertThat(world.host().latest()).contains("v1.2.3");
    assertThat(hosted.assets())
        .extracting(asset -> asset.name())
        .containsExactlyInAnyOrder(
            "tidy-1.2.3.tar.gz",
            "tidy-1.2.3.image.cdx.json",
            "tidy-1.2.3.cli.cdx.json",
            "tidy-1.2.3.provenance.json",
            Checksums.FILE_NAME);
    Golden.assertMatches(ReleaseStoryTest.class, "notes.md", hosted.notes());
  }

  @Test
  void theChecksumsAreThoseOfTheAssets() throws IOException {
    Release hosted = world.hosted("v1.2.3");
    String text =
        world.host().downloadText(hosted.asset(Checksums.FILE_NAME).orElseThrow(), CHECKSUMS_LIMIT);

    assertThat(Checksums.parse(text, "checksums.txt").find("tidy-1.2.3.tar.gz"))
        .isEqualTo(hosted.asset("tidy-1.2.3.tar.gz").orElseThrow().digest());
    Golden.assertMatches(ReleaseStoryTest.class, "checksums.txt", world.normal(text));
  }

  @Test
  void theFormulaWaitsInOnePullRequest() throws IOException {
    assertThat(world.pullRequests().open())
        .singleElement()
        .returns("tidy-1.2.3", PullRequest::branch)
        .returns("tidy 1.2.3", PullRequest::title);
    assertThat(world.tap().git("log", "--format=%s", "main..tidy-1.2.3")).isEqualTo("tidy 1.2.3");
    Golden.assertMatches(
        ReleaseStoryTest.class,
        "tidy.rb",
        world.normal(world.tap().git("show", "tidy-1.2.3:Formula/tidy.rb") + "\n"));
  }

  @Test
  void aSecondReleaseWritesNothingInAtMostTwentyFiveRequests() {
    Run second = world.run("release").exits(0).wroteNothing();

    assertThat(second.requests()).isLessThanOrEqualTo(25);
    assertThat(second.err()).doesNotContain("build-");
    assertThat(second.out()).contains("tidy v1.2.3 is released: nothing to do, nothing written.");
  }

  @Test
  void aPlanOfWhatIsReleasedHasNothingPending() {
    Run again = world.run("plan", "--detailed-exitcode").exits(0).wroteNothing();

    assertThat(again.out()).contains("tidy v1.2.3 is released: nothing to do, nothing written.");
  }

  @Test
  void whatIsReleasedIsVerifiedWhole() throws IOException {
    Run verified = world.run("verify", "v1.2.3").exits(0).wroteNothing();

    Golden.assertMatches(ReleaseStoryTest.class, "verify.txt", world.normal(verified.out()));
  }

  @Test
  void theFormulaOfAPublishedReleaseIsRenderedFromItsChecksums() {
    Run rendered = world.run("formula", "render").exits(0).wroteNothing();

    assertThat(rendered.err()).doesNotContain("build-");
    assertThat(rendered.out().strip())
        .isEqualTo(world.tap().git("show", "tidy-1.2.3:Formula/tidy.rb"));
  }
}
