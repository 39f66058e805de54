package ai.stigmer.release.command;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.configuration.Configuration;
import ai.stigmer.release.configuration.Configuration.Homebrew;
import ai.stigmer.release.doctor.Diagnosis.Sound;
import ai.stigmer.release.doctor.Examination;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.plan.Decision.Conflict;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.report.DiagnosisReport;
import ai.stigmer.release.signing.Signer;
import ai.stigmer.release.version.ReleaseTag;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `doctor`: whether a release could be made from here, with every right proved and nothing left
/// behind.
@Command(
    name = "doctor",
    description = {
      "Examine what a release needs: configuration, checkout, programs, and the right to write to"
          + " registry, repository and tap.",
      "",
      "Each right is proved and nothing is left behind. What stands in the way is told with its"
          + " remedy, and the exit code is 2."
    })
final class DoctorCommand implements Callable<Integer> {

  private final Environment environment;
  private final GlobalOptions options;
  private final Examination examination = new Examination();

  DoctorCommand(Environment environment, GlobalOptions options) {
    this.environment = environment;
    this.options = options;
  }

  @Override
  public Integer call() {
    var screen = new Screen(environment, options);
    try (ReleaseSession session = ReleaseSession.openToWrite(environment, options, screen)) {
      examination.examine("configuration", () -> "every key is sound");
      checkout(session);
      programs(session.checkout());
      world(session);
    } catch (ReleaseException unusable) {
      // Without a repository and its configuration there is nothing else to examine.
      examination.amiss("configuration", unusable.problem());
    }
    screen.result(
        screen.isJson()
            ? DiagnosisReport.json(examination.diagnoses())
            : DiagnosisReport.text(examination.diagnoses(), screen.style()));
    return examination.diagnoses().stream().allMatch(Sound.class::isInstance)
        ? ExitCode.CONVERGED
        : ExitCode.INPUT;
  }

  private void checkout(ReleaseSession session) {
    Checkout checkout = session.checkout();
    examination.examine(
        "history",
        () -> {
          checkout.completeSource();
          return "this clone has all of it";
        });
    examination.examine(
        "checkout",
        () -> {
          checkout
              .uncommitted()
              .ifPresent(edits -> {
                throw new ReleaseException(edits);
              });
          return "everything is committed";
        });
    examination.examine(
        "tag",
        () ->
            tagAtHead(checkout)
                .map(tag -> tag + " is at HEAD")
                .orElse("none is at HEAD: a release begins with one"));
  }

  private static Optional<ReleaseTag> tagAtHead(Checkout checkout) {
    return checkout.source().releaseTagsAtHead().isEmpty()
        ? Optional.empty()
        : Optional.of(checkout.tag(Optional.empty()));
  }

  // The build commands' own programs; what those start is theirs to know.
  private void programs(Checkout checkout) {
    Configuration configuration = checkout.configuration();
    List<String> programs =
        Stream.concat(configuration.build().stream(), configuration.cli().build().stream())
            .map(List::getFirst)
            .distinct()
            .toList();
    examination.examine(
        "programs",
        () -> {
          String missing =
              programs.stream()
                  .filter(program -> !isThere(checkout.source().root(), program))
                  .collect(Collectors.joining(", "));
          if (!missing.isEmpty()) {
            throw ReleaseException.input(
                "The build commands need what is not on the PATH: " + missing,
                "Install it, or correct build and cli.build in the configuration.");
          }
          return programs.isEmpty() ? "the build needs none" : String.join(", ", programs);
        });
  }

  private boolean isThere(Path root, String program) {
    if (program.contains("/")) {
      // It may be written by a command before it.
      return !program.startsWith("/") || Files.isExecutable(root.resolve(program));
    }
    return Stream.of(environment.find("PATH").orElse("").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(root.resolve(folder).resolve(program)));
  }

  private void world(ReleaseSession session) {
    Configuration configuration = session.checkout().configuration();
    boolean able =
        examination.examine(
            "signing",
            () -> {
              Optional<Signer> signer = session.world().signer();
              signer.ifPresent(Signer::requireKey);
              return signer.isPresent() ? "cosign and its key are there" : "none is configured";
            });
    World world = session.worldWithoutSigner();
    able &= image(session, world, configuration.image().repository());
    String repository = session.checkout().gitHubRepository().toString();
    able &=
        examination.examine(
            "releases of " + repository,
            () -> {
              session.connections().requireToken();
              world.host().tryWrite();
              return "may be written";
            });
    if (configuration.homebrew().isPresent()) {
      able &= tap(session, world.tap().orElseThrow(), configuration.homebrew().orElseThrow());
    }
    if (able) {
      conflicts(session, session.world());
    }
  }

  private boolean image(ReleaseSession session, World world, Repository repository) {
    return examination.examine(
        "image " + repository,
        () -> {
          boolean login =
              session
                  .connections()
                  .credentials(session.checkout().configuration())
                  .login(repository.registry())
                  .isPresent();
          int tags = world.registry().tags(repository).size();
          world.registry().tryWrite(repository);
          return "may be written"
              + (login ? "" : ", without a login")
              + "; it has "
              + tags
              + (tags == 1 ? " tag" : " tags");
        });
  }

  private boolean tap(ReleaseSession session, TapPorts tap, Homebrew homebrew) {
    boolean pushed =
        examination.examine(
            "tap " + homebrew.tap(),
            () -> {
              session.connections().requireTapToken();
              var state = tap.repository().read(homebrew.formula(), homebrew.formula().toString());
              tap.repository().tryPush();
              if (homebrew.delivery() == Delivery.COMMIT
                  && tap.pullRequests().isProtected(state.defaultBranch())) {
                throw ReleaseException.input(
                    "The tap's branch "
                        + state.defaultBranch()
                        + " is protected, and homebrew.delivery is commit",
                    "Set homebrew.delivery to pull-request, or let the token's owner bypass the"
                        + " rules.");
              }
              return "may be pushed to";
            });
    if (homebrew.delivery() == Delivery.COMMIT) {
      return pushed;
    }
    boolean proposed =
        examination.examine(
            "pull requests of " + homebrew.tap(),
            () -> {
              tap.pullRequests().tryWrite();
              return "may be opened";
            });
    return pushed && proposed;
  }

  // What a release of the tag at HEAD would be refused for.
  private void conflicts(ReleaseSession session, World world) {
    List<ReleaseTag> tags = session.checkout().source().releaseTagsAtHead();
    if (tags.size() != 1 || session.checkout().source().isShallow()) {
      return;
    }
    ReleaseTag tag = tags.getFirst();
    examination.examineAll(
        "release " + tag,
        "nothing that exists is against it",
        () ->
            session
                .reconciliation(world)
                .plan(session.describe(tag, session.checkout().commit(tag)))
                .plan()
                .conflicts()
                .stream()
                .map(Conflict::problem)
                .toList());
  }
}
