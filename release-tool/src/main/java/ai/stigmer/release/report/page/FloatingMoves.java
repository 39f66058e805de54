package ai.stigmer.release.report.page;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.Action.MoveFloatingTag;
import ai.stigmer.release.plan.Decision;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.plan.ObservedImages.Floating;
import ai.stigmer.release.plan.Stage;
import ai.stigmer.release.version.FloatingTag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What each floating tag named before a run, and names after it.
final class FloatingMoves {

  private FloatingMoves() {}

  /// One floating tag.
  ///
  /// @param tag its name
  /// @param beforeName the version it named, in words
  /// @param before the digest it named
  /// @param afterName the version it names, or would name, in words
  /// @param after the digest it names, or would name
  /// @param why why it moved, or stayed
  record Move(
      String tag,
      String beforeName,
      Optional<Digest> before,
      String afterName,
      Optional<Digest> after,
      String why,
      Standing standing) {}

  /// The floating tags of the run's version, the narrowest first; none for a pre-release.
  static List<Move> of(ReportedRun run) {
    return FloatingTag.of(run.conclusion().desired().version()).stream()
        .flatMap(tag ->
            run.plan().decisions().stream()
                .filter(decision -> decision.subject().stage() == Stage.FLOATING_TAGS)
                .filter(decision -> decision.subject().name().equals(tag.name()))
                .map(decision -> move(run, tag, decision)))
        .toList();
  }

  private static Move move(ReportedRun run, FloatingTag tag, Decision decision) {
    Optional<Floating> before = named(run.before().images().floating().get(tag));
    Optional<Floating> there = named(run.conclusion().observed().images().floating().get(tag));
    Standing standing = run.standing(decision);
    return switch (decision) {
      case Change(var _, MoveFloatingTag move, String reason)
          when standing == Standing.MADE || standing == Standing.PENDING ->
          new Move(
              tag.name(),
              name(before),
              before.map(Floating::digest),
              "v" + move.to(),
              move.digest().or(() -> run.conclusion().desired().image().digest()),
              reason,
              standing);
      case Change change -> stayed(tag, before, there, change.reason(), standing);
      case Satisfied satisfied -> stayed(tag, before, there, satisfied.reason(), standing);
      case Conflict conflict -> stayed(tag, before, there, conflict.problem().summary(), standing);
    };
  }

  private static Move stayed(
      FloatingTag tag,
      Optional<Floating> before,
      Optional<Floating> there,
      String why,
      Standing standing) {
    return new Move(
        tag.name(),
        name(before),
        before.map(Floating::digest),
        name(there),
        there.map(Floating::digest),
        why,
        standing);
  }

  private static String name(Optional<Floating> floating) {
    return floating
        .map(named -> named.version().map(version -> "v" + version).orElse("another image"))
        .orElse("absent");
  }

  private static Optional<Floating> named(@Nullable Floating floating) {
    return Optional.ofNullable(floating);
  }
}
