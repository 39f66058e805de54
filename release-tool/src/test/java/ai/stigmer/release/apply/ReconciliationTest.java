package ai.stigmer.release.apply;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.image.BuiltImage;
import ai.stigmer.release.image.ImageListener;
import ai.stigmer.release.image.ImagePusher;
import ai.stigmer.release.oci.Reference.Tagged;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Plan;
import ai.stigmer.release.plan.Stage;
import ai.stigmer.release.tap.Tap.FormulaCommit;
import ai.stigmer.release.tap.TapState;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.testing.SampleWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the loop does when the world is half there, or moves while it works.
class ReconciliationTest {

  @TempDir private Path folder;
  private final SampleWorld world = new SampleWorld();
  private SampleRelease sample = new SampleRelease(Path.of(""));

  @BeforeEach
  void startAnew() {
    sample = new SampleRelease(folder);
  }

  @Test
  void anIndexWhoseManifestsWereLostIsPushedAgain() {
    DesiredRelease wanted = sample.describe("v1.2.3");
    BuiltImage image = sample.build(wanted).image().built().orElseThrow();
    new ImagePusher(world.registry).push(image, SampleRelease.REPOSITORY, ImageListener.SILENT);
    world.registry.lose(SampleRelease.REPOSITORY, image.platforms().getFirst().manifest().digest());

    assertThat(release(wanted, new ApplyListener() {})).isInstanceOf(Conclusion.Converged.class);
    assertThat(world.tag("v1.2.3")).contains(image.digest());
  }

  @Test
  void aRegistryThatCanListNoReferrersGetsTheReleaseAllTheSame() {
    world.registry.listNoReferrers();
    DesiredRelease wanted = sample.describeSigned("v1.2.3");

    assertThat(world.run(sample, wanted))
        .isInstanceOfSatisfying(
            Conclusion.Converged.class,
            converged ->
                assertThat(converged.made())
                    .noneMatch(change -> change.subject().stage() == Stage.REFERRERS)
                    .anyMatch(change -> change.subject().stage() == Stage.PUBLICATION));
    assertThat(world.run(sample, wanted))
        .isInstanceOfSatisfying(
            Conclusion.Converged.class, again -> assertThat(again.made()).isEmpty());
  }

  @Test
  void aTapThatMovesMeanwhileIsLookedAtAgain() {
    assertThat(release(sample.describe("v1.2.3", Delivery.COMMIT), movingTheTap(1)))
        .isInstanceOf(Conclusion.Converged.class);
    assertThat(world.tap.read(SampleRelease.FORMULA, "main").formula().orElseThrow())
        .contains("v1.2.3");
  }

  @Test
  void whatTheLastRoundWroteIsReadBackToo() {
    assertThat(release(sample.describe("v1.2.3", Delivery.COMMIT), movingTheTap(4)))
        .isInstanceOf(Conclusion.Converged.class);
  }

  @Test
  void aWorldThatNeverRestsIsGivenUpAndWhatWasWrittenIsTold() {
    assertThat(release(sample.describe("v1.2.3", Delivery.COMMIT), movingTheTap(Integer.MAX_VALUE)))
        .isInstanceOfSatisfying(
            Conclusion.Failed.class,
            failed -> {
              assertThat(failed.outcome().failures()).isEmpty();
              assertThat(failed.made())
                  .anyMatch(change -> change.subject().stage() == Stage.PUBLICATION)
                  .hasSize(failed.wanted() - 1);
            });
  }

  @Test
  void aFailureOfALaterRoundTellsWhatTheRoundsBeforeItMade() {
    DesiredRelease wanted = sample.describe("v1.2.3");
    var racing =
        new ApplyListener() {
          @Override
          public void started(Change change) {
            if (change.subject().stage() == Stage.FORMULA) {
              world.host.putPublished(new ReleaseText("v1.0.0", "", "v1.0.0", "", false), true);
            } else if (change.subject().stage() == Stage.LATEST_MARK) {
              world.host.releases().stream()
                  .filter(release -> release.tag().equals("v1.2.3"))
                  .forEach(release ->
                      world.host.updateText(
                          release.id(), new ReleaseText("v1.2.3", "", "flagged", "", true)));
            }
          }
        };

    assertThat(release(wanted, racing))
        .isInstanceOfSatisfying(
            Conclusion.Failed.class,
            failed -> {
              assertThat(failed.outcome().results()).hasSize(1);
              assertThat(failed.made())
                  .anyMatch(change -> change.subject().stage() == Stage.PUBLICATION)
                  .hasSize(failed.wanted() - 1);
            });
  }

  @Test
  void aConflictThatAppearsAfterWritesSaysHowManyWereMade() {
    var foreign =
        new ApplyListener() {
          @Override
          public void started(Change change) {
            if (change.subject().stage() == Stage.PUBLICATION) {
              BuiltImage other =
                  sample.build(sample.describe("v9.9.9")).image().built().orElseThrow();
              new ImagePusher(world.registry)
                  .push(other, SampleRelease.REPOSITORY, ImageListener.SILENT);
              world.registry.put(new Tagged(SampleRelease.REPOSITORY, "v1.2.3"), other.manifest());
            }
          }
        };

    assertThat(release(sample.describe("v1.2.3"), foreign))
        .isInstanceOfSatisfying(
            Conclusion.Refused.class, refused -> assertThat(refused.made()).isNotEmpty());
  }

  @Test
  void whatAnotherRunSignedMeanwhileIsNoConflict() {
    DesiredRelease wanted = sample.describeSigned("v1.2.3");
    var racing = once(Stage.CHECKSUMS_SIGNATURE, () -> world.run(sample, wanted));

    assertThat(release(wanted, racing)).isInstanceOf(Conclusion.Converged.class);
  }

  @Test
  void nothingIsAskedAboutSignaturesOfAnImageThatIsNotPushed() {
    DesiredRelease wanted = sample.describeSigned("v1.2.3");
    var before =
        new ApplyListener() {
          @Override
          public void planned(DesiredRelease desired, ObservedRelease observed, Plan plan) {
            if (world.tag("v1.2.3").isEmpty()) {
              assertThat(world.signer.asked()).isEmpty();
            }
          }
        };

    assertThat(release(wanted, before)).isInstanceOf(Conclusion.Converged.class);
    assertThat(world.signer.asked()).contains(world.tag("v1.2.3").orElseThrow());
  }

  @Test
  void whatIsTooLargeForASignatureIsReplacedWithoutBeingRead() throws IOException {
    DesiredRelease wanted = sample.describeSigned("v1.2.3");
    world.run(sample, wanted);
    Release published = world.host.releases().getFirst();
    ReleaseAsset signature = published.asset(Checksums.SIGNATURE_NAME).orElseThrow();
    Path huge = folder.resolve("huge");
    world.host.download(signature, huge);
    Files.writeString(huge, " ".repeat(1 << 20), StandardOpenOption.APPEND);
    world.host.deleteAsset(signature.id());
    world.host.upload(published.id(), Artifact.of(Checksums.SIGNATURE_NAME, huge));

    assertThat(release(wanted, new ApplyListener() {})).isInstanceOf(Conclusion.Converged.class);
    assertThat(world.host.releases().getFirst().asset(Checksums.SIGNATURE_NAME).orElseThrow())
        .returns(signature.size(), ReleaseAsset::size);
  }

  /// Two runs whose builds differ: what is on a draft can still be replaced.
  @Test
  void anotherFileThatIsUploadedToADraftMeanwhileIsLookedAtAgain() throws IOException {
    DesiredRelease wanted = sample.describe("v1.2.3");
    String name = sample.build(wanted).assets().getFirst().name();
    Artifact other =
        Artifact.of(name, Folders.write(folder.resolve("other"), "what another run built"));
    var racing =
        once(Stage.ASSETS, () -> world.host.upload(world.host.releases().getFirst().id(), other));

    assertThat(release(wanted, racing)).isInstanceOf(Conclusion.Converged.class);
    assertThat(world.host.releases().getFirst().asset(name).orElseThrow().digest())
        .isNotEqualTo(Optional.of(other.digest()));
  }

  @Test
  void aFileOfADraftThatIsPublishedMeanwhileIsNotReplaced() throws IOException {
    DesiredRelease wanted = sample.describe("v1.2.3");
    String name = sample.build(wanted).assets().getFirst().name();
    Release draft = world.host.createDraft(wanted.text());
    Artifact other =
        Artifact.of(name, Folders.write(folder.resolve("other"), "what another run built"));
    String text = Checksums.of(List.of(other)).text();
    Artifact checksums =
        Artifact.of(Checksums.FILE_NAME, Folders.write(folder.resolve("checksums"), text));
    List<ReleaseAsset> theirs =
        List.of(world.host.upload(draft.id(), other), world.host.upload(draft.id(), checksums));
    var racing = once(Stage.ASSETS, () -> world.host.publish(draft.id(), true));

    assertThat(release(wanted, racing)).isInstanceOf(Conclusion.Refused.class);
    assertThat(world.host.releases().getFirst().assets()).isEqualTo(theirs);
  }

  @Test
  void aHigherReleaseThatGitHubCallsAPreReleaseLeavesTheMarkToThePublication() {
    world.host.putPublished(new ReleaseText("v2.0.0", "", "v2.0.0", "", true), false);

    assertThat(release(sample.describe("v1.2.3"), new ApplyListener() {}))
        .isInstanceOfSatisfying(
            Conclusion.Converged.class,
            converged ->
                assertThat(converged.made())
                    .noneMatch(change -> change.subject().stage() == Stage.LATEST_MARK));
    assertThat(world.host.latest()).contains("v1.2.3");
  }

  @Test
  void theMarkIsTakenFromAPreReleaseAtOnce() {
    DesiredRelease wanted = sample.describe("v1.2.3");
    world.run(sample, wanted);
    world.host.putPublished(new ReleaseText("v1.3.0-rc.1", "", "one", "", false), true);
    Release second =
        world.host.putPublished(new ReleaseText("v1.3.0-rc.2", "", "two", "", false), false);
    var results = new ArrayList<Outcome.Result>();
    var racing =
        new ApplyListener() {
          @Override
          public void started(Change change) {
            world.host.markLatest(second.id());
          }

          @Override
          public void finished(Outcome.Result result) {
            results.add(result);
          }
        };

    assertThat(release(wanted, racing)).isInstanceOf(Conclusion.Converged.class);
    assertThat(results).singleElement().isInstanceOf(Outcome.Done.class);
    assertThat(world.host.latest()).contains("v1.2.3");
  }

  // In so many rounds, somebody else commits to the tap just before this run does.
  private ApplyListener movingTheTap(int rounds) {
    return new ApplyListener() {
      private int moved;

      @Override
      public void started(Change change) {
        if (change.subject().stage() == Stage.FORMULA && moved < rounds) {
          moved++;
          TapState now = world.tap.read(SampleRelease.FORMULA, "main");
          world.tap.push(
              new FormulaCommit(
                  SampleRelease.FORMULA,
                  "  url \"https://example.org/releases/download/v1.1."
                      + moved
                      + "/tidy.tar.gz\"\n",
                  "main",
                  Optional.of(now.head()),
                  "tidy 1.1." + moved,
                  Instant.EPOCH));
        }
      }
    };
  }

  private static ApplyListener once(Stage stage, Runnable event) {
    return new ApplyListener() {
      private boolean happened;

      @Override
      public void started(Change change) {
        if (change.subject().stage() == stage && !happened) {
          happened = true;
          event.run();
        }
      }
    };
  }

  private Conclusion release(DesiredRelease wanted, ApplyListener listener) {
    return new Reconciliation(world.ports(), sample::build, listener, pause -> {}).release(wanted);
  }
}
