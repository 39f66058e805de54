package ai.stigmer.release.configuration;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.artifact.Document;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.version.ReleaseTag;

/// The name of a release asset, in which `${version}` and `${tag}` stand for the release's.
///
/// @param template the name as it is configured
public record AssetName(String template) {

  private static final ReleaseTag EXAMPLE = ReleaseTag.of("v1.2.3");

  /// Checks that it becomes a name GitHub keeps and that is free.
  ///
  /// @throws ReleaseException of kind input if it does not
  public AssetName {
    String name = expand(template, EXAMPLE);
    Artifact.checkName(name);
    if (name.equals(Checksums.FILE_NAME)) {
      throw ReleaseException.input(
          "'" + name + "' is the name of the release's own checksums", "Choose another name.");
    }
    if (name.equals(Checksums.SIGNATURE_NAME)) {
      throw ReleaseException.input(
          "'" + name + "' is the name of the checksums' signature", "Choose another name.");
    }
  }

  /// The asset's name in that release.
  public String of(ReleaseTag tag) {
    return expand(template, tag);
  }

  /// Whether it becomes the name of a document that a release of that project has.
  boolean isOfDocument(String project) {
    return Document.find(of(EXAMPLE), project, EXAMPLE.version()).isPresent();
  }

  /// Whether both become the same name.
  boolean clashesWith(AssetName other) {
    return of(EXAMPLE).equals(other.of(EXAMPLE));
  }

  @Override
  public String toString() {
    return template;
  }

  private static String expand(String template, ReleaseTag tag) {
    return template
        .replace("${version}", tag.version().toString())
        .replace("${tag}", tag.toString());
  }
}
