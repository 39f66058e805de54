package ai.stigmer.release.command;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.git.LocalRepository;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.plan.DesiredFormula;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.rehearsal.RecordedRequest;
import ai.stigmer.release.report.Progress;
import ai.stigmer.release.secret.Redactor;
import ai.stigmer.release.secret.Secret;
import ai.stigmer.release.verify.Finding;
import ai.stigmer.release.verify.Promise;
import ai.stigmer.release.verify.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Holds the eight promises against what a rehearsal did and left.
final class RehearsalProof {

  private final Rehearsal rehearsal;
  private final RehearsalWorld rehearsed;
  private final RehearsalFolder folder;
  private final World world;
  private final DesiredRelease released;
  private final Set<String> archives;
  private final Progress progress;
  private final List<Promise> promises = new ArrayList<>();

  RehearsalProof(
      Rehearsal rehearsal,
      RehearsalWorld rehearsed,
      RehearsalFolder folder,
      World world,
      DesiredRelease released,
      Set<String> archives,
      Progress progress) {
    this.rehearsal = rehearsal;
    this.rehearsed = rehearsed;
    this.folder = folder;
    this.world = world;
    this.released = released;
    this.archives = archives;
    this.progress = progress;
  }

  /// The promises, after a first run that said it converged.
  List<Promise> of(RehearsalRun first) {
    List<String> whole = rehearsal.snapshot(world, released);
    RehearsalRun second = step("released again", rehearsal::again);
    List<String> afterSecond = rehearsal.snapshot(world, released);
    List<Finding> findings =
        step("read back end to end", () -> Verification.of(world, released, archives));
    RehearsalRun refused = step("released with a token that is refused", rehearsal::refused);
    List<String> moved =
        step(
            "released after a higher version",
            () -> new RehearsalOvertaken(rehearsal, rehearsed.tap(), world, released).moved());
    rehearsal.lose(world, released);
    RehearsalRun recovery =
        step(
            "released after its tags, what is attached to it and the tap branch were lost",
            rehearsal::again);
    List<String> recovered = rehearsal.snapshot(world, released);
    RehearsalRun last = step("released once more", rehearsal::again);
    List<String> yanked =
        step(
            "yanked, and the yank taken back",
            () -> new RehearsalYanked(rehearsal, world, released).amiss());
    List<String> afterYank = rehearsal.snapshot(world, released);

    List<Finding> drifted = findings.stream().filter(finding -> !finding.sound()).toList();
    add(
        "I1",
        "nothing points at something that does not exist",
        drifted.isEmpty(),
        drifted.isEmpty() ? findings.size() + " names and files followed" : drifted.toString());
    add(
        "I2",
        "an exact tag keeps its digest, a published asset its bytes",
        afterSecond.equals(whole) && recovered.equals(whole),
        "the same after two further releases");
    add(
        "I3",
        "floating tags and the formula never go back",
        moved.isEmpty(),
        moved.isEmpty() ? "a higher version in their place was left alone" : moved.toString());
    add(
        "I4",
        "one release, one tap branch, one open pull request",
        single(),
        "counted on GitHub and in the tap");
    List<Finding> bytes =
        findings.stream().filter(finding -> finding.subject().startsWith("bytes of ")).toList();
    add(
        "I5",
        "a published release is complete",
        bytes.size() == released.assets().size() && bytes.stream().allMatch(Finding::sound),
        bytes.size() + " assets downloaded and held against checksums.txt");
    add(
        "I6",
        "a run after a loss converges to the same world, the next writes nothing",
        recovery.exitCode() == ExitCode.CONVERGED
            && recovered.equals(whole)
            && last.exitCode() == ExitCode.CONVERGED
            && last.writes() == 0
            && yanked.isEmpty()
            && afterYank.equals(whole),
        yanked.isEmpty()
            ? "tags, referrers, signatures and tap branch lost, built again: byte for byte; then "
                + last.writes()
                + " writes in "
                + last.requests()
                + " requests; yanked, and back again"
            : yanked.toString());
    add(
        "I7",
        "exit 0 only if the wanted world was read back",
        first.exitCode() == ExitCode.CONVERGED
            && second.exitCode() == ExitCode.CONVERGED
            && second.writes() == 0
            && refused.exitCode() == ExitCode.INPUT,
        "a refused token ends with "
            + refused.exitCode()
            + "; a second release with "
            + second.exitCode()
            + ", "
            + second.writes()
            + " writes in "
            + second.requests()
            + " requests");
    String leak = leak(rehearsal.runs());
    add(
        "I8",
        "no secret anywhere",
        leak.isEmpty(),
        leak.isEmpty()
            ? "searched in every output, file and address, as it is, URL-encoded and in Base64"
            : leak);
    return promises;
  }

  private <T> T step(String what, Supplier<T> action) {
    progress.begin(what);
    T result = action.get();
    progress.end(what);
    return result;
  }

  private void add(String name, String text, boolean kept, String proof) {
    promises.add(new Promise(name, text, kept, proof));
  }

  private boolean single() {
    String tag = released.tag().toString();
    long releases = world.host().releases().stream().map(Release::tag).filter(tag::equals).count();
    boolean requested =
        released
            .formula()
            .map(DesiredFormula::branch)
            .flatMap(branch -> world.tap().map(tap -> tap.pullRequests().ofBranch(branch)))
            .map(requests -> requests.stream().filter(RehearsalProof::isOpen).count() <= 1)
            .orElse(true);
    long proposals =
        rehearsed.tap().branches().stream()
            .filter(branch -> !branch.equals(LocalRepository.MAIN))
            .count();
    return releases == 1 && requested && proposals <= 1;
  }

  private static boolean isOpen(PullRequest request) {
    return request.state() == PullRequest.State.OPEN;
  }

  private String leak(List<RehearsalRun> runs) {
    var redactor = new Redactor(List.of(Secret.of(rehearsed.token())));
    for (RehearsalRun run : runs) {
      if (!redactor.redact(run.output()).equals(run.output())) {
        return "the token stands in the output";
      }
    }
    for (RecordedRequest request : rehearsed.requests()) {
      if (!redactor.redact(request.path()).equals(request.path())) {
        return "the token stands in the address of a request";
      }
    }
    return leakingFile(redactor).map(file -> "the token stands in " + file).orElse("");
  }

  private Optional<Path> leakingFile(Redactor redactor) {
    try (Stream<Path> files = Files.walk(folder.path())) {
      return files.filter(Files::isRegularFile).filter(file -> leaks(file, redactor)).findFirst();
    } catch (IOException failure) {
      throw ReleaseException.remote("The rehearsal's folder could not be searched", "", failure);
    }
  }

  private static boolean leaks(Path file, Redactor redactor) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return !redactor.redact(text).equals(text);
    } catch (IOException failure) {
      throw ReleaseException.remote("The file " + file + " could not be searched", "", failure);
    }
  }
}
