package ai.stigmer.release.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.tap.Tap;
import ai.stigmer.release.tap.TapState;
import ai.stigmer.release.tap.TapState.Proposal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A tap in memory: each branch is a commit, which holds formulae and its parent's. As in Git, the
/// same text on the same parent at the same time is the same commit, and a branch moves only from
/// where the push expects it.
public final class InMemoryTap implements Tap {

  /// The default branch.
  public static final String MAIN = "main";

  private final SortedMap<String, Commit> branches = new TreeMap<>();

  private record Commit(
      String id, Map<FormulaName, String> formulae, Map<FormulaName, String> parents) {

    static final Commit FIRST = new Commit(id(""), Map.of(), Map.of());

    /// What is committed on top of it.
    Commit with(FormulaCommit commit) {
      var more = new HashMap<>(formulae);
      more.put(commit.formula(), commit.content().replace("\r\n", "\n"));
      return new Commit(
          id(String.join("\n", id, commit.time().toString(), commit.message(), more.toString())),
          Map.copyOf(more),
          formulae);
    }

    Proposal proposal(FormulaName formula) {
      return new Proposal(
          id,
          Optional.ofNullable(formulae.get(formula)),
          Optional.ofNullable(parents.get(formula)));
    }

    private static String id(String content) {
      return Digest.ofBytes(content.getBytes(UTF_8)).hex().substring(0, 40);
    }
  }

  /// A tap whose default branch holds no formula.
  public InMemoryTap() {
    branches.put(MAIN, Commit.FIRST);
  }

  /// A tap with the branches that the other one has now.
  public InMemoryTap(InMemoryTap other) {
    branches.putAll(other.branches);
  }

  @Override
  public TapState read(FormulaName formula, String branch) {
    Proposal main = main().proposal(formula);
    return new TapState(
        MAIN,
        main.head(),
        main.formula(),
        Optional.ofNullable(branches.get(branch))
            .filter(_ -> !branch.equals(MAIN))
            .map(commit -> commit.proposal(formula)),
        branches.keySet().stream()
            .filter(other -> other.startsWith(formula + "-") && !other.equals(branch))
            .collect(Collectors.toSet()));
  }

  @Override
  public void tryPush() {}

  @Override
  public void push(FormulaCommit commit) {
    Commit pushed = main().with(commit);
    if (pushed.formulae().equals(main().formulae())
        || head(commit.branch()).equals(Optional.of(pushed.id()))) {
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

  /// Every branch, the default one included, with what it holds of a formula.
  public SortedMap<String, Proposal> branches(FormulaName formula) {
    var proposals = new TreeMap<String, Proposal>();
    branches.forEach((name, commit) -> proposals.put(name, commit.proposal(formula)));
    return proposals;
  }

  /// The commit a branch is at.
  public Optional<String> head(String branch) {
    return Optional.ofNullable(branches.get(branch)).map(Commit::id);
  }

  /// Everything there is, as text that two equal worlds share.
  public String snapshot() {
    var text = new StringBuilder();
    branches.forEach((name, commit) ->
        text.append(name).append(": ").append(new TreeMap<>(named(commit))).append('\n'));
    return text.toString();
  }

  private static Map<String, String> named(Commit commit) {
    return commit.formulae().entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
  }

  private void requireAt(String branch, Optional<String> expected) {
    if (!head(branch).equals(expected)) {
      throw ReleaseException.remote(
          "The branch " + branch + " of the tap moved on meanwhile", "Run again.");
    }
  }

  private Commit main() {
    return Optional.ofNullable(branches.get(MAIN)).orElseThrow();
  }
}
