package ai.stigmer.release.plan;

import static ai.stigmer.release.plan.Stage.CHECKSUMS_SIGNATURE;
import static ai.stigmer.release.plan.Stage.REFERRERS;
import static ai.stigmer.release.plan.Stage.SIGNATURES;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.image.BuiltImage;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.MediaType;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.plan.Action.AttachReferrer;
import ai.stigmer.release.plan.Action.SignChecksums;
import ai.stigmer.release.plan.Action.SignManifest;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.testing.SampleRelease;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Documents attached to the image, and signatures.
class PlannerAttachmentsTest extends PlanFixture {

  private DesiredRelease signed() {
    return sample.build(sample.describeSigned("v1.2.3"));
  }

  @Test
  void beforeABuildEverythingIsWantedAndNothingKnown() {
    Plan plan = plan(sample.describeSigned("v1.2.3"), new ObservedSample(signed()));

    assertThat(plan.changes().stream().map(change -> change.subject().toString()))
        .contains(
            "referrer tidy-1.2.3.cdx.json",
            "signature index",
            "signature linux/amd64",
            "signature linux/arm64",
            "signature checksums.txt");
    assertThat(plan.changes())
        .filteredOn(change ->
            List.of(REFERRERS, SIGNATURES, CHECKSUMS_SIGNATURE).contains(change.subject().stage()))
        .hasSize(5)
        .noneMatch(change -> change.action().ready());
  }

  @Test
  void whereNothingCanBeListedADocumentIsAReleaseAssetAlone() {
    DesiredRelease release = signed();
    Plan plan = plan(release, whole(release).noListOfReferrers());

    assertThat(decision(plan, REFERRERS))
        .isInstanceOfSatisfying(
            Satisfied.class,
            note -> assertThat(note.reason()).contains("it is a release asset alone"));
  }

  @Test
  void whatNobodyAsksForIsNotPlanned() {
    DesiredRelease plain = built("v1.2.3");

    assertThat(plan(plain, new ObservedSample(plain)).decisions())
        .noneMatch(decision ->
            List.of(REFERRERS, SIGNATURES, CHECKSUMS_SIGNATURE)
                .contains(decision.subject().stage()));
  }

  @Test
  void aDocumentThatWasBuiltIsAttachedFromItsFile() {
    DesiredRelease wanted = signed();

    AttachReferrer attach =
        (AttachReferrer) change(plan(wanted, new ObservedSample(wanted)), REFERRERS).action();

    assertThat(attach.referrer()).contains(referrer(wanted));
    assertThat(attach.artifact().orElseThrow().name()).isEqualTo("tidy-1.2.3.cdx.json");
  }

  @Test
  void aWholeReleaseNeedsNothing() {
    DesiredRelease wanted = signed();

    Plan plan = plan(sample.describeSigned("v1.2.3"), wholeAndSigned(wanted));

    assertThat(plan.isConverged()).isTrue();
    assertThat(decision(plan, REFERRERS))
        .isInstanceOfSatisfying(
            Satisfied.class,
            there ->
                assertThat(there.reason())
                    .isEqualTo("attached as " + referrer(wanted).manifest().digest()));
  }

  @Test
  void aPublishedReleaseWhoseReferrerWasLostNeedsNoBuild() {
    DesiredRelease wanted = signed();

    Plan plan =
        plan(
            sample.describeSigned("v1.2.3"),
            whole(wanted)
                .published(Release.State.PUBLISHED, assets(wanted))
                .signed(manifests(wanted))
                .checksumsSigned());

    assertThat(plan.needsBuild()).isFalse();
    assertThat(plan.changes()).hasSize(1);
    AttachReferrer attach = (AttachReferrer) plan.changes().getFirst().action();
    assertThat(attach.referrer()).contains(referrer(wanted));
    assertThat(attach.artifact()).isEmpty();
  }

  @Test
  void anotherReferrerOfTheIndexDoesNotSatisfy() {
    DesiredRelease wanted = signed();

    Plan plan =
        plan(wanted, new ObservedSample(wanted).exactTag().referrers(ObservedSample.digest("it")));

    assertThat(change(plan, REFERRERS).reason()).isEqualTo("not attached to the index");
  }

  @Test
  void eachManifestWithoutAValidSignatureIsSigned() {
    DesiredRelease wanted = signed();
    List<Digest> manifests = manifests(wanted);

    Plan plan =
        plan(sample.describeSigned("v1.2.3"), wholeAndSigned(wanted).unsigned(manifests.get(2)));

    assertThat(plan.changes())
        .singleElement()
        .satisfies(change -> {
          assertThat(change.subject()).hasToString("signature linux/arm64");
          assertThat(change.action())
              .isEqualTo(new SignManifest(SampleRelease.REPOSITORY, Optional.of(manifests.get(2))));
        });
  }

  @Test
  void anInvalidSignatureOfTheChecksumsIsReplaced() {
    DesiredRelease wanted = signed();
    ObservedSample observed = new ObservedSample(wanted).exactTag().draft(assets(wanted));

    assertThat(change(plan(wanted, observed), CHECKSUMS_SIGNATURE).action())
        .isEqualTo(
            new SignChecksums(wanted.assets().getLast().digest(), Optional.of(signature().id())));
    assertThat(decision(plan(wanted, observed.checksumsSigned()), CHECKSUMS_SIGNATURE))
        .isInstanceOf(Satisfied.class);
  }

  @Test
  void aDraftsSignatureIsNoStray() {
    DesiredRelease wanted = signed();

    Plan plan = plan(wanted, new ObservedSample(wanted).exactTag().draft(assets(wanted)));

    assertThat(plan.changes()).noneMatch(change -> change.action() instanceof Action.DeleteAsset);
  }

  @Test
  void aPublishedReleaseIsSignedAgainUnlessItIsImmutable() {
    DesiredRelease wanted = signed();

    Plan mended =
        plan(
            sample.describeSigned("v1.2.3"),
            wholeAndSigned(wanted)
                .published(Release.State.PUBLISHED, wanted(wanted))
                .checksumsUnsigned());
    assertThat(mended.changes())
        .singleElement()
        .satisfies(change ->
            assertThat(change.action())
                .isEqualTo(
                    new SignChecksums(wanted.assets().getLast().digest(), Optional.empty())));

    Plan refused =
        plan(
            sample.describeSigned("v1.2.3"),
            wholeAndSigned(wanted)
                .published(Release.State.IMMUTABLE, assets(wanted))
                .checksumsUnsigned());
    assertThat(conflict(refused, CHECKSUMS_SIGNATURE).text())
        .contains("has no valid signature of its checksums.txt, and is immutable");
  }

  private static ObservedSample wholeAndSigned(DesiredRelease release) {
    return whole(release)
        .published(Release.State.PUBLISHED, assets(release))
        .referrers(referrer(release).manifest().digest())
        .signed(manifests(release))
        .checksumsSigned();
  }

  // The index first.
  private static List<Digest> manifests(DesiredRelease release) {
    BuiltImage image = release.image().built().orElseThrow();
    var manifests = new ArrayList<>(List.of(image.digest()));
    image.platforms().forEach(platform -> manifests.add(platform.manifest().digest()));
    return manifests;
  }

  private static Referrer referrer(DesiredRelease release) {
    DesiredAsset document = release.assets().get(1);
    return Referrer.of(
        release.image().built().orElseThrow().manifest().descriptor(),
        MediaType.CYCLONEDX,
        document.name(),
        document.digest().orElseThrow(),
        document.artifact().orElseThrow().size());
  }

  private static ReleaseAsset signature() {
    return new ReleaseAsset(
        99, Checksums.SIGNATURE_NAME, 9, true, Optional.of(ObservedSample.digest("signature")));
  }

  // As GitHub holds them.
  private static ReleaseAsset[] wanted(DesiredRelease release) {
    return release.assets().stream()
        .map(asset ->
            new ReleaseAsset(
                asset.name().length(),
                asset.name(),
                asset.artifact().orElseThrow().size(),
                true,
                asset.digest()))
        .toArray(ReleaseAsset[]::new);
  }

  private static ReleaseAsset[] assets(DesiredRelease release) {
    return Stream.concat(Arrays.stream(wanted(release)), Stream.of(signature()))
        .toArray(ReleaseAsset[]::new);
  }
}
