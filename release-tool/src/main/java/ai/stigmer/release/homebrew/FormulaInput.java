package ai.stigmer.release.homebrew;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.version.ReleaseTag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a formula is rendered from.
///
/// @param formula the formula's name
/// @param project the product's name
/// @param tag the release it serves
/// @param commit the commit that was released
/// @param description one line, as `brew audit --strict` accepts it
/// @param homepage the product's page
/// @param license its SPDX identifier
/// @param image where the product's image is
/// @param imageDigest the digest of the image's index
/// @param archives what it downloads
/// @param versionScheme Homebrew's `version_scheme`, which is raised to go back to a lower version;
///   0 writes none
public record FormulaInput(
    FormulaName formula,
    String project,
    ReleaseTag tag,
    String commit,
    String description,
    String homepage,
    String license,
    Repository image,
    Digest imageDigest,
    List<FormulaArchive> archives,
    int versionScheme) {

  private static final int LONGEST_DESCRIPTION = 80;

  /// Copies the archives and checks the description.
  ///
  /// @throws ReleaseException of kind input if Homebrew's audit refuses the description
  public FormulaInput {
    archives = List.copyOf(archives);
    if (description.isBlank()
        || description.length() > LONGEST_DESCRIPTION
        || description.endsWith(".")
        || description.matches("(?i)(an?|the) .*")) {
      throw ReleaseException.input(
          "Homebrew refuses the description '" + description + "'",
          "Set homebrew.description to at most "
              + LONGEST_DESCRIPTION
              + " characters, without a leading article and a full stop.");
    }
  }

  /// The variables of a formula template, by name.
  Map<String, Object> variables() {
    var variables =
        new HashMap<String, Object>(
            Map.of(
                "project", project,
                "version", tag.version().toString(),
                "tag", tag.toString(),
                "commit", commit,
                "description", description,
                "homepage", homepage,
                "license", license,
                "className", formula.className()));
    variables.put(
        "image",
        Map.of(
            "repository", image.toString(),
            "reference", image + ":" + tag + "@" + imageDigest,
            "digest", imageDigest.toString()));
    variables.put("archives", archives.stream().map(FormulaInput::variables).toList());
    if (archives.size() == 1 && archives.getFirst().isPortable()) {
      variables.put("archive", variables(archives.getFirst()));
    }
    return Map.copyOf(variables);
  }

  private static Map<String, String> variables(FormulaArchive archive) {
    return Map.of(
        "name", archive.name(),
        "url", archive.url(),
        "sha256", archive.sha256().hex(),
        "os", archive.os().orElse(""),
        "arch", archive.arch().orElse(""));
  }
}
