package ai.stigmer.release.tap;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.secret.Redactor;
import ai.stigmer.release.secret.Secret;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/// Tells what went wrong between this tool and a tap.
final class TapFailure {

  private static final int LONGEST_MESSAGE = 1000;
  // What git and GitHub answer when another push was faster.
  private static final Pattern RACE =
      Pattern.compile(
          "failed to (update ref|lock)|cannot lock ref|lock (error|failure)|stale info|fetch first"
              + "|non-fast-forward|already exists|incorrect old value");
  private static final String TOKEN_REMEDY =
      "Set HOMEBREW_TAP_TOKEN to a fine-grained token for the tap alone that may write contents and"
          + " pull requests; the GITHUB_TOKEN of Actions reaches its own repository only.";

  private final TapAddress address;
  private final Redactor redactor;

  TapFailure(TapAddress address, Optional<Secret> token) {
    this.address = address;
    this.redactor = new Redactor(token.stream().toList());
  }

  /// Whether another attempt may succeed.
  static boolean isPassing(IOException failure, int status) {
    boolean refused = status >= 400 && status < 500 && status != 408 && status != 429;
    return !refused && !(failure instanceof NoRemoteRepositoryException);
  }

  /// A transport that failed.
  ReleaseException transport(IOException failure, int status) {
    if (status == 401) {
      return problem(
          Kind.PERMISSION,
          "The tap " + address + " refused its credential (HTTP 401)",
          text(failure),
          TOKEN_REMEDY,
          failure);
    }
    if (status == 403) {
      // GitHub says so of an archived repository, too, and tells that in a text that Git hides.
      return problem(
          Kind.PERMISSION,
          "The tap " + address + " does not allow this (HTTP 403)",
          text(failure),
          TOKEN_REMEDY + " If the tap is archived, take it out of the archive.",
          failure);
    }
    if (status == 404 || failure instanceof NoRemoteRepositoryException) {
      return problem(
          Kind.INPUT,
          "There is no tap at " + address,
          text(failure),
          "Check homebrew.tap; a token that may not read a private tap gets the same answer.",
          failure);
    }
    return problem(
        Kind.REMOTE,
        "The tap "
            + address
            + " could not be reached"
            + (status > 0 ? " (HTTP " + status + ")" : ""),
        text(failure),
        "Run again.",
        failure);
  }

  /// A push that the tap answered, but did not do; nothing if it did it.
  Optional<ReleaseException> rejection(PushResult result, String branch) {
    return result.getRemoteUpdates().stream()
        .flatMap(update -> rejection(update, result.getMessages(), branch).stream())
        .findFirst();
  }

  /// A branch that is not where it was when it was last read.
  ReleaseException movedOn(String branch) {
    return problem(
        Kind.REMOTE,
        "The branch " + branch + " of the tap " + address + " moved on meanwhile",
        "",
        "Run again: the new state is read first.");
  }

  /// A branch that was pushed but does not show it.
  ReleaseException notReadBack(String branch) {
    return problem(
        Kind.REMOTE,
        "The tap " + address + " took the push to " + branch + " but does not show it",
        "",
        "Run again.");
  }

  private Optional<ReleaseException> rejection(
      RemoteRefUpdate update, String serverText, String branch) {
    String reason = Optional.ofNullable(update.getMessage()).orElse("");
    return switch (update.getStatus()) {
      case OK, UP_TO_DATE, NON_EXISTING -> Optional.empty();
      case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> Optional.of(movedOn(branch));
      case REJECTED_OTHER_REASON, REJECTED_NODELETE ->
          Optional.of(
              RACE.matcher(reason.toLowerCase(Locale.ROOT)).find()
                  ? movedOn(branch)
                  : problem(
                      Kind.PERMISSION,
                      "The tap " + address + " rejected the push to " + branch,
                      text(reason, serverText),
                      "Allow the owner of HOMEBREW_TAP_TOKEN to push there, or set"
                          + " homebrew.delivery: pull-request if the branch is protected."));
      case NOT_ATTEMPTED, AWAITING_REPORT ->
          Optional.of(
              problem(
                  Kind.REMOTE,
                  "The tap " + address + " did not say what became of the push to " + branch,
                  text(reason, serverText),
                  "Run again."));
    };
  }

  private String text(IOException failure) {
    return text(Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getName()));
  }

  private String text(String... parts) {
    String joined =
        redactor.redact(
            String.join(
                "\n",
                Stream.of(parts).map(String::strip).filter(part -> !part.isEmpty()).toList()));
    String printable = joined.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ");
    return printable.length() <= LONGEST_MESSAGE
        ? printable
        : printable.substring(0, LONGEST_MESSAGE) + "…";
  }

  private static ReleaseException problem(Kind kind, String summary, String detail, String remedy) {
    return new ReleaseException(new Problem(kind, summary, detail, remedy));
  }

  private static ReleaseException problem(
      Kind kind, String summary, String detail, String remedy, Throwable cause) {
    return new ReleaseException(new Problem(kind, summary, detail, remedy), cause);
  }
}
