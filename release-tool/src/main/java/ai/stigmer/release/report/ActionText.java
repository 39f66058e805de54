package ai.stigmer.release.report;

import ai.stigmer.release.oci.Digest;
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
import java.util.Locale;
import java.util.Optional;

/// Actions in words.
public final class ActionText {

  private static final String UNKNOWN = "(known after build)";

  private ActionText() {}

  /// What the action does, as a phrase.
  public static String of(Action action) {
    return switch (action) {
      case PushImage push ->
          "push "
              + push.image()
                  .map(image -> image.platforms().size() + " platforms, " + image.digest())
                  .orElse(UNKNOWN);
      case CreateTag create -> "create, naming " + digest(create.digest());
      case AttachReferrer attach ->
          "attach "
              + attach
                  .referrer()
                  .map(referrer -> referrer.artifactType() + ", " + referrer.manifest().digest())
                  .orElse(UNKNOWN);
      case SignManifest sign -> "sign " + digest(sign.manifest());
      case SignChecksums sign -> "sign " + digest(sign.checksums());
      case CreateDraftRelease _ -> "create the draft";
      case RewriteDraftRelease rewrite -> "rewrite draft " + rewrite.release();
      case DeleteDuplicateDraft delete -> "delete draft " + delete.release();
      case UploadAsset upload ->
          (upload.replaces().isPresent() ? "replace by " : "upload ")
              + upload
                  .artifact()
                  .map(artifact -> artifact.size() + " bytes, " + artifact.digest())
                  .orElse(UNKNOWN);
      case DeleteAsset _ -> "delete";
      case PublishRelease publish -> publish.latest() ? "publish as the latest" : "publish";
      case MarkYanked mark -> "give it the title '" + mark.release().yankMark().title() + "'";
      case MarkLatest mark -> "mark " + mark.tag();
      case MoveFloatingTag move -> "name v" + move.to() + ", " + digest(move.digest());
      case CommitFormula commit ->
          "commit to " + commit.branch() + (commit.content().isPresent() ? "" : " " + UNKNOWN);
      case OpenTapPullRequest open -> "open '" + open.title() + "' into " + open.base();
      case ClosePullRequest close ->
          close
              .number()
              .map(number -> "close pull request " + number)
              .orElse("delete branch " + close.branch());
    };
  }

  /// The action's kind, as JSON names it.
  static String kind(Action action) {
    return action
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  private static String digest(Optional<Digest> digest) {
    return digest.map(Digest::toString).orElse(UNKNOWN);
  }
}
