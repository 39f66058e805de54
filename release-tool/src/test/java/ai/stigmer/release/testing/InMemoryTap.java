package ai.stigmer.release.testing;

import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.tap.Tap;
import ai.stigmer.release.tap.TapState;
import ai.stigmer.release.tap.TapState.Proposal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A tap in memory that knows one formula: each branch is a commit, which holds the formula's text
/// and its parent's.
public final class InMemoryTap implements Tap {

  private static final String MAIN = "main";

  private final SortedMap<String, Proposal> branches = new TreeMap<>();
  private int commits;

  /// A tap whose default branch holds no formula.
  public InMemoryTap() {
    branches.put(MAIN, new Proposal("commit-0", Optional.empty(), Optional.empty()));
  }

  @Override
  public TapState read(FormulaName formula, String branch) {
    Proposal main = main();
    return new TapState(
        MAIN, main.head(), main.formula(), Optional.ofNullable(branches.get(branch)));
  }

  @Override
  public void tryPush() {}

  @Override
  public void push(FormulaCommit commit) {
    Optional<String> there = Optional.ofNullable(branches.get(commit.branch())).map(Proposal::head);
    if (!there.equals(commit.expected())) {
      throw ReleaseException.remote(commit.branch() + " is at " + there, "Run again.");
    }
    commits++;
    branches.put(
        commit.branch(),
        new Proposal("commit-" + commits, Optional.of(commit.content()), main().formula()));
  }

  @Override
  public void deleteBranch(String branch, String expected) {
    branches.remove(branch);
  }

  /// Merges a branch into the default branch, as a person would.
  public void merge(String branch) {
    branches.put(MAIN, Optional.ofNullable(branches.get(branch)).orElseThrow());
  }

  /// Everything there is, as text that two equal worlds share.
  public String snapshot() {
    var text = new StringBuilder();
    branches.forEach((name, branch) ->
        text.append(name).append(": ").append(branch.formula().orElse("(none)")).append('\n'));
    return text.toString();
  }

  private Proposal main() {
    return Optional.ofNullable(branches.get(MAIN)).orElseThrow();
  }
}
