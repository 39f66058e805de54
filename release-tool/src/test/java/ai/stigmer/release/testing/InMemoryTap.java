package ai.stigmer.release.testing;

import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.tap.Tap;
import ai.stigmer.release.tap.TapState;
import ai.stigmer.release.tap.TapState.Proposal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A tap in memory that knows one formula: each branch is a commit, which holds the formula's text
/// and its parent's. As in Git, the same text on the same parent is the same commit, and a branch
/// moves only from where the push expects it.
public final class InMemoryTap implements Tap {

  /// The default branch.
  public static final String MAIN = "main";

  private final SortedMap<String, Proposal> branches = new TreeMap<>();

  /// A tap whose default branch holds no formula.
  public InMemoryTap() {
    branches.put(MAIN, new Proposal(commit("", ""), Optional.empty(), Optional.empty()));
  }

  /// A tap with the branches that the other one has now.
  public InMemoryTap(InMemoryTap other) {
    branches.putAll(other.branches);
  }

  @Override
  public TapState read(FormulaName formula, String branch) {
    Proposal main = main();
    return new TapState(
        MAIN,
        main.head(),
        main.formula(),
        Optional.ofNullable(branches.get(branch)).filter(_ -> !branch.equals(MAIN)),
        branches.keySet().stream()
            .filter(other -> other.startsWith(formula + "-") && !other.equals(branch))
            .collect(Collectors.toSet()));
  }

  @Override
  public void tryPush() {}

  @Override
  public void push(FormulaCommit commit) {
    Proposal main = main();
    if (main.formula().equals(Optional.of(commit.content()))) {
      return;
    }
    var pushed =
        new Proposal(
            commit(main.head(), commit.message() + "\n" + commit.content()),
            Optional.of(commit.content()),
            main.formula());
    if (head(commit.branch()).equals(Optional.of(pushed.head()))) {
      return;
    }
    requireAt(commit.branch(), commit.expected());
    branches.put(commit.branch(), pushed);
  }

  @Override
  public void deleteBranch(String branch, String expected) {
    if (branches.containsKey(branch)) {
      requireAt(branch, Optional.of(expected));
      branches.remove(branch);
    }
  }

  /// Merges a branch into the default branch, as a person would.
  public void merge(String branch) {
    branches.put(MAIN, Optional.ofNullable(branches.get(branch)).orElseThrow());
  }

  /// Every branch, the default one included.
  public SortedMap<String, Proposal> branches() {
    return Collections.unmodifiableSortedMap(branches);
  }

  /// The commit a branch is at.
  public Optional<String> head(String branch) {
    return Optional.ofNullable(branches.get(branch)).map(Proposal::head);
  }

  /// Everything there is, as text that two equal worlds share.
  public String snapshot() {
    var text = new StringBuilder();
    branches.forEach((name, branch) ->
        text.append(name).append(": ").append(branch.formula().orElse("(none)")).append('\n'));
    return text.toString();
  }

  private void requireAt(String branch, Optional<String> expected) {
    if (!head(branch).equals(expected)) {
      throw ReleaseException.remote(branch + " moved on meanwhile", "Run again.");
    }
  }

  private Proposal main() {
    return Optional.ofNullable(branches.get(MAIN)).orElseThrow();
  }

  private static String commit(String parent, String content) {
    return Digest.ofBytes((parent + "\n" + content).getBytes(StandardCharsets.UTF_8))
        .hex()
        .substring(0, 40);
  }
}
