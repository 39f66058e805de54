package ai.stigmer.release.apply;

import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.plan.Action;
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
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The rights that a plan's changes need, each proved with one request that leaves nothing behind.
/// A token that has expired would otherwise be found when the image is named and the release
/// public.
final class WriteRights {

  private final World world;
  private final Repository repository;

  private enum Right {
    IMAGE,
    RELEASE,
    FORMULA,
    PULL_REQUEST
  }

  /// @param repository the image's
  WriteRights(World world, Repository repository) {
    this.world = world;
    this.repository = repository;
  }

  /// Proves what these changes need, and nothing else.
  ///
  /// @throws ReleaseException of the first right that is refused
  void prove(List<Change> changes) {
    EnumSet<Right> needed =
        changes.stream()
            .flatMap(change -> neededBy(change.action()).stream())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Right.class)));
    needed.forEach(this::require);
  }

  private void require(Right right) {
    try {
      prove(right);
    } catch (ReleaseException failure) {
      Problem problem = failure.problem();
      // A failure that says neither yes nor no, as of a registry that knows no repository before
      // its first push, proves nothing: the write itself will tell.
      if (problem.kind() != Problem.Kind.REMOTE) {
        throw new ReleaseException(
            new Problem(
                problem.kind(),
                problem.summary(),
                problem.detail(),
                (problem.remedy() + " Nothing was written.").strip()),
            failure);
      }
    }
  }

  private static Set<Right> neededBy(Action action) {
    return switch (action) {
      case PushImage _, CreateTag _, AttachReferrer _, SignManifest _, MoveFloatingTag _ ->
          EnumSet.of(Right.IMAGE);
      case CreateDraftRelease _,
          RewriteDraftRelease _,
          DeleteDuplicateDraft _,
          UploadAsset _,
          DeleteAsset _,
          SignChecksums _,
          PublishRelease _,
          MarkYanked _,
          MarkLatest _ ->
          EnumSet.of(Right.RELEASE);
      case CommitFormula _ -> EnumSet.of(Right.FORMULA);
      case OpenTapPullRequest _ -> EnumSet.of(Right.PULL_REQUEST);
      case ClosePullRequest close ->
          close.number().isPresent()
              ? EnumSet.of(Right.FORMULA, Right.PULL_REQUEST)
              : EnumSet.of(Right.FORMULA);
    };
  }

  private void prove(Right right) {
    switch (right) {
      case IMAGE -> world.registry().tryWrite(repository);
      case RELEASE -> world.host().tryWrite();
      case FORMULA -> tap().repository().tryPush();
      case PULL_REQUEST -> tap().pullRequests().tryWrite();
    }
  }

  private TapPorts tap() {
    return world.tap().orElseThrow(() -> new IllegalStateException("a tap action without a tap"));
  }
}
