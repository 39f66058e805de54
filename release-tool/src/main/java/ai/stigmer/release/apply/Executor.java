package ai.stigmer.release.apply;

import ai.stigmer.release.apply.Outcome.Done;
import ai.stigmer.release.apply.Outcome.Failed;
import ai.stigmer.release.apply.Outcome.MovedOn;
import ai.stigmer.release.apply.Outcome.Result;
import ai.stigmer.release.apply.Outcome.Skipped;
import ai.stigmer.release.plan.Action.AttachReferrer;
import ai.stigmer.release.plan.Action.ClosePullRequest;
import ai.stigmer.release.plan.Action.CommitFormula;
import ai.stigmer.release.plan.Action.CreateDraftRelease;
import ai.stigmer.release.plan.Action.CreateTag;
import ai.stigmer.release.plan.Action.DeleteAsset;
import ai.stigmer.release.plan.Action.DeleteDuplicateDraft;
import ai.stigmer.release.plan.Action.MarkLatest;
import ai.stigmer.release.plan.Action.MarkYanked;
import ai.stigmer.release.plan.Action.MoveFloatingTag;
import ai.stigmer.release.plan.Action.OpenTapPullRequest;
import ai.stigmer.release.plan.Action.PublishRelease;
import ai.stigmer.release.plan.Action.PushImage;
import ai.stigmer.release.plan.Action.RewriteDraftRelease;
import ai.stigmer.release.plan.Action.SignChecksums;
import ai.stigmer.release.plan.Action.SignManifest;
import ai.stigmer.release.plan.Action.UploadAsset;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.plan.ObservedRelease;
import ai.stigmer.release.plan.Plan;
import ai.stigmer.release.plan.Stage;
import ai.stigmer.release.problem.ReleaseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;

/// Carries out a plan's changes, one after the other, in their order: the only place that writes.
final class Executor {

  private final World world;
  private final AssetDigests assetDigests;
  private final ApplyListener listener;

  /// @param assetDigests what the run's looks read
  Executor(World world, AssetDigests assetDigests, ApplyListener listener) {
    this.world = world;
    this.assetDigests = assetDigests;
    this.listener = listener;
  }

  /// Makes every change that nothing stands in the way of, and whose needs were met.
  ///
  /// @throws IllegalArgumentException if the plan needs a build first
  Outcome apply(Plan plan, DesiredRelease desired, ObservedRelease observed) {
    if (plan.needsBuild()) {
      throw new IllegalArgumentException("this plan cannot be applied before a build");
    }
    var imageWrites = new ImageWrites(world.registry(), listener);
    var hostWrites = new HostWrites(world.host(), assetDigests, desired, observed.host(), listener);
    var attachments = new AttachmentWrites(world, hostWrites, listener);
    var broken = EnumSet.noneOf(Stage.class);
    var results = new ArrayList<Result>();
    for (Change change : plan.applicable()) {
      Stage stage = change.subject().stage();
      Result result;
      if (stage.needsAnyOf(broken)) {
        result = new Skipped(change);
      } else {
        listener.started(change);
        result = attempt(change, desired, imageWrites, hostWrites, attachments);
      }
      if (!(result instanceof Done)) {
        broken.add(stage);
      }
      listener.finished(result);
      results.add(result);
    }
    return new Outcome(results);
  }

  private Result attempt(
      Change change,
      DesiredRelease desired,
      ImageWrites images,
      HostWrites host,
      AttachmentWrites attachments) {
    try {
      Optional<String> movedOn = carryOut(change, desired, images, host, attachments);
      return movedOn
          .<Result>map(found -> new MovedOn(change, found))
          .orElseGet(() -> new Done(change));
    } catch (ReleaseException failure) {
      return new Failed(change, failure.problem());
    }
  }

  // Gives what was found instead, where the world was no longer what the action expects.
  private Optional<String> carryOut(
      Change change,
      DesiredRelease desired,
      ImageWrites images,
      HostWrites host,
      AttachmentWrites attachments) {
    return switch (change.action()) {
      case PushImage push -> images.push(push);
      case CreateTag create -> images.createTag(create);
      case MoveFloatingTag move -> images.moveFloatingTag(move);
      case AttachReferrer attach -> attachments.attach(attach);
      case SignManifest sign -> attachments.sign(sign);
      case SignChecksums sign -> attachments.sign(sign);
      case CreateDraftRelease create -> host.createDraft(create);
      case RewriteDraftRelease rewrite -> host.rewriteDraft(rewrite);
      case DeleteDuplicateDraft delete -> host.deleteDuplicateDraft(delete);
      case UploadAsset upload -> host.upload(upload);
      case DeleteAsset delete -> host.deleteAsset(delete);
      case PublishRelease publish -> host.publish(publish);
      case MarkYanked mark -> host.markYanked(mark);
      case MarkLatest mark -> host.markLatest(mark);
      case CommitFormula commit -> tapWrites().commit(commit, desired.commit().time());
      case OpenTapPullRequest open -> tapWrites().open(open);
      case ClosePullRequest close -> tapWrites().close(close);
    };
  }

  private TapWrites tapWrites() {
    return new TapWrites(
        world.tap().orElseThrow(() -> new IllegalStateException("a tap action without a tap")));
  }
}
