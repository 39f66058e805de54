package ai.stigmer.release.plan;

import static ai.stigmer.release.plan.Stage.FORMULA;
import static ai.stigmer.release.plan.Stage.PULL_REQUEST;
import static ai.stigmer.release.plan.Stage.SUPERSEDED;

import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.homebrew.Formula;
import ai.stigmer.release.plan.Action.ClosePullRequest;
import ai.stigmer.release.plan.Action.CommitFormula;
import ai.stigmer.release.plan.Action.OpenTapPullRequest;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.plan.Decision.Satisfied;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.tap.TapState.Proposal;
import ai.stigmer.release.version.SemanticVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The decisions about what a tap holds. Only the default branch's content satisfies a release:
/// that a pull request was merged once says nothing about what is there now.
final class TapDecisions {

  private final DesiredRelease desired;
  private final ObservedRelease observed;
  private final Optional<SemanticVersion> highest;
  private final Set<SemanticVersion> yanked;

  TapDecisions(DesiredRelease desired, ObservedRelease observed) {
    this.desired = desired;
    this.observed = observed;
    this.highest = observed.eligible(desired).stream().max(Comparator.naturalOrder());
    this.yanked = desired.yankedAmong(observed.host());
  }

  List<Decision> formula() {
    return wanted()
        .map(wanted ->
            settledReason(wanted)
                .<Decision>map(reason -> new Satisfied(formulaSubject(wanted), reason))
                .or(() ->
                    wanted
                        .formula()
                        .obstacle()
                        .map(problem -> new Conflict(formulaSubject(wanted), problem)))
                .orElseGet(() -> commit(wanted)))
        .map(List::of)
        .orElse(List.of());
  }

  List<Decision> pullRequest() {
    return wanted()
        .filter(wanted -> wanted.formula().delivery() == Delivery.PULL_REQUEST)
        .filter(wanted -> settledReason(wanted).isEmpty())
        .map(this::pullRequest)
        .map(List::of)
        .orElse(List.of());
  }

  List<Decision> superseded() {
    return wanted()
        .map(wanted ->
            Stream.concat(
                    wanted.tap().open().stream()
                        .filter(request -> isSuperseded(wanted, request.branch()))
                        .map(request -> close(wanted, request.branch(), Optional.of(request))),
                    wanted.tap().unproposed().stream()
                        .filter(branch -> isSuperseded(wanted, branch))
                        .map(branch -> close(wanted, branch, Optional.empty())))
                .toList())
        .orElse(List.of());
  }

  private record Wanted(DesiredFormula formula, ObservedTap tap) {}

  private Optional<Wanted> wanted() {
    return desired
        .formula()
        .flatMap(formula -> observed.tap().map(tap -> new Wanted(formula, tap)));
  }

  private Subject formulaSubject(Wanted wanted) {
    return new Subject(FORMULA, wanted.formula().title());
  }

  // Why the tap needs nothing from this release, if so.
  private Optional<String> settledReason(Wanted wanted) {
    Optional<String> there = wanted.tap().state().formula();
    if (there.isPresent() && there.equals(wanted.formula().content())) {
      return Optional.of("on the default branch");
    }
    Optional<SemanticVersion> served = there.flatMap(text -> served(wanted, text));
    if (highest.isEmpty()) {
      return Optional.of(
          served.map(version -> "still serves " + version).orElse("left as it is")
              + ": no other version is left that it could serve");
    }
    SemanticVersion target = wanted.formula().target().version();
    if (highest.orElseThrow().compareTo(target) > 0) {
      return Optional.of(
          "v" + highest.orElseThrow() + " is the highest release: a back-port leaves the formula");
    }
    return served
        .filter(version -> !yanked.contains(version))
        .filter(version -> version.compareTo(target) > 0 || returned(version, target))
        .map(version ->
            "the tap serves "
                + version
                + (version.compareTo(target) > 0 ? ", which is higher" : " already"));
  }

  // A yank that finds the version it returns to has nothing to do, whatever the formula's text.
  private boolean returned(SemanticVersion served, SemanticVersion target) {
    return desired.yanked() && served.equals(target);
  }

  private Decision commit(Wanted wanted) {
    boolean proposed = wanted.formula().delivery() == Delivery.PULL_REQUEST;
    if (proposed && isProposed(wanted)) {
      return new Satisfied(formulaSubject(wanted), "on branch " + wanted.formula().branch());
    }
    if (proposed && refusal(wanted).isPresent()) {
      return new Satisfied(
          formulaSubject(wanted),
          "the branch " + wanted.formula().branch() + " of the closed pull request is left alone");
    }
    String branch = proposed ? wanted.formula().branch() : wanted.tap().state().defaultBranch();
    return new Change(
        formulaSubject(wanted),
        new CommitFormula(
            wanted.formula().name(),
            wanted.formula().content(),
            branch,
            proposed
                ? wanted.tap().state().proposal().map(Proposal::head)
                : Optional.of(wanted.tap().state().head()),
            wanted.formula().title()),
        wanted
                .tap()
                .state()
                .formula()
                .map(there ->
                    "the tap serves "
                        + served(wanted, there)
                            .map(version -> told(wanted, version))
                            .orElse("an unknown version"))
                .orElse("the tap has no such formula")
            + ", goes to branch "
            + branch);
  }

  private String told(Wanted wanted, SemanticVersion served) {
    if (yanked.contains(served)) {
      return served + ", which was yanked";
    }
    return served.equals(wanted.formula().target().version())
        ? served + " with other content"
        : served.toString();
  }

  private Decision pullRequest(Wanted wanted) {
    String branch = wanted.formula().branch();
    var subject = new Subject(PULL_REQUEST, branch);
    Optional<PullRequest> refusal = refusal(wanted);
    if (refusal.isPresent()) {
      return new Conflict(
          subject,
          new Problem(
              Problem.Kind.INPUT,
              "Pull request "
                  + refusal.orElseThrow().number()
                  + " of the tap was closed by a person",
              "",
              "It is not opened again. Reopen it, or delete its branch "
                  + branch
                  + " to have the formula proposed anew."));
    }
    return wanted.tap().ofBranch().stream()
        .filter(request -> request.state() == PullRequest.State.OPEN)
        .findFirst()
        .<Decision>map(
            request -> new Satisfied(subject, "pull request " + request.number() + " is open"))
        .orElseGet(() ->
            new Change(
                subject,
                new OpenTapPullRequest(
                    wanted.formula().name(),
                    branch,
                    wanted.tap().state().defaultBranch(),
                    wanted.formula().title(),
                    purpose(wanted)),
                "no open pull request"));
  }

  private String purpose(Wanted wanted) {
    FormulaTarget target = wanted.formula().target();
    return (target.returns() ? "Return to" : "Release")
        + " v"
        + target.version()
        + " of "
        + desired.project()
        + (target.returns() ? ": a higher version was yanked." : ".");
  }

  // Without a pull request if a run pushed the branch and did not live to open one. A branch whose
  // pull request was merged, or closed, is left where it is.
  private Decision close(Wanted wanted, String branch, Optional<PullRequest> request) {
    return new Change(
        new Subject(SUPERSEDED, branch),
        new ClosePullRequest(
            request.map(PullRequest::number),
            wanted.formula().name(),
            branch,
            request
                .map(_ ->
                    highest
                        .map(version -> "Superseded by version " + version + ".")
                        .orElse("The version was yanked."))
                .orElse("")),
        request
                .map(open -> "pull request " + open.number() + " is")
                .orElse("left without a pull request,")
            + highest
                .map(version -> " for a lower version than " + version + ", or a yanked one")
                .orElse(" for a yanked version"));
  }

  // The branch holds the formula, and its parent what the default branch holds: it merges cleanly.
  private static boolean isProposed(Wanted wanted) {
    return wanted
        .tap()
        .state()
        .proposal()
        .filter(proposal -> proposal.formula().isPresent())
        .filter(proposal -> proposal.formula().equals(wanted.formula().content()))
        .filter(proposal -> proposal.parentFormula().equals(wanted.tap().state().formula()))
        .isPresent();
  }

  // The newest pull request of the branch, if a person closed it. One whose branch is gone was
  // closed with the branch, by GitHub itself.
  private static Optional<PullRequest> refusal(Wanted wanted) {
    return wanted.tap().ofBranch().stream()
        .findFirst()
        .filter(request -> request.state() == PullRequest.State.CLOSED)
        .filter(request -> wanted.tap().state().proposal().isPresent());
  }

  private static Optional<SemanticVersion> served(Wanted wanted, String text) {
    return new Formula(wanted.formula().name(), text).version();
  }

  private boolean isSuperseded(Wanted wanted, String branch) {
    return FormulaTarget.proposedBy(branch, wanted.formula().name())
        .filter(version ->
            yanked.contains(version)
                || highest.filter(higher -> version.compareTo(higher) < 0).isPresent())
        .isPresent();
  }
}
