package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.json.Json;
import ai.stigmer.cli.process.Program.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The images that a runtime has.
final class Images {

  private final CommandLine program;
  private final Answers answers;

  Images(CommandLine program, Answers answers) {
    this.program = program;
    this.answers = answers;
  }

  /// The image of that reference, if it is there.
  Optional<LocalImage> find(ImageReference reference) {
    Outcome answer = program.ask("image", "inspect", reference.exact());
    if (!answer.succeeded()) {
      // Both also fail when they are in no state to tell, and then this fails too.
      answers.require("look for images", program.ask("images", "--quiet"));
      return Optional.empty();
    }
    return Answers.items(answer).map(Inspection::image).findFirst();
  }

  /// Every image of that repository.
  List<LocalImage> of(String repository) {
    String[] inspection =
        Stream.concat(Stream.of("image", "inspect"), ids().distinct()).toArray(String[]::new);
    if (inspection.length == 2) {
      return List.of();
    }
    Outcome answer = program.ask(inspection);
    List<Json> found = Answers.items(answer).toList();
    if (found.isEmpty()) {
      // Where only some have gone meanwhile, the others are told all the same.
      answers.require("inspect its images", answer);
    }
    return found.stream().map(Inspection::image).filter(image -> isOf(repository, image)).toList();
  }

  /// Removes an image that no container uses, and every name it has.
  void remove(String id) {
    Outcome answer = program.ask("rmi", "--force", id);
    if (ids().anyMatch(id::equals)) {
      answers.require("remove the image " + id, answer);
    }
  }

  private Stream<String> ids() {
    return Answers.lines(
        answers.require("list images", program.ask("images", "--all", "--quiet", "--no-trunc")));
  }

  private static boolean isOf(String repository, LocalImage image) {
    return Stream.concat(
            image.tags().stream().map(tag -> tag.replaceFirst(":[^:/]*$", "")),
            image.digests().stream().map(digest -> digest.replaceFirst("@.*", "")))
        .map(Images::withoutHub)
        .anyMatch(withoutHub(repository)::equals);
  }

  /// Docker leaves out the host of its own registry, Podman does not.
  private static String withoutHub(String repository) {
    return repository.replaceFirst("^docker\\.io/(?:library/)?", "");
  }
}
