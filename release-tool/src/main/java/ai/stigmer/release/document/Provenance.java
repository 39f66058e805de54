package ai.stigmer.release.document;

import ai.stigmer.release.json.Json;
import ai.stigmer.release.oci.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How a release was built (in-toto attestation framework, "Statement" v1; SLSA 1.1, "Provenance").
/// It says what a build depends on, and nothing of a single run: no time, no number of a run.
///
/// @param repository the repository's web address, `https://github.com/stigmer/stigmer`
/// @param tag the release tag
/// @param commit the commit it names
/// @param base the image that the image begins with, if there is one
/// @param subjects the digests of what was built, by name: the image's repository, the assets
public record Provenance(
    String repository,
    String tag,
    String commit,
    Optional<Base> base,
    Map<String, Digest> subjects) {

  private static final String STATEMENT = "https://in-toto.io/Statement/v1";
  private static final String PREDICATE = "https://slsa.dev/provenance/v1";
  private static final String HOME = "https://github.com/stigmer/stigmer";
  private static final String BUILD_TYPE = HOME + "/blob/main/docs/provenance.md";

  /// Copies the map.
  public Provenance {
    subjects = Map.copyOf(subjects);
  }

  /// The image that an image begins with.
  ///
  /// @param name its reference
  /// @param digest what that named
  public record Base(String name, Digest digest) {}

  /// The statement as JSON.
  public String text() {
    var statement = new LinkedHashMap<String, Object>();
    statement.put("_type", STATEMENT);
    statement.put("subject", subjectList());
    statement.put("predicateType", PREDICATE);
    statement.put("predicate", predicate());
    return Json.writeIndented(statement);
  }

  /// The digests by name that a statement is about.
  ///
  /// @param source where it came from, as a problem names it
  /// @throws ai.stigmer.release.problem.ReleaseException of kind remote if it is no statement
  public static Map<String, Digest> subjects(String text, String source) {
    var subjects = new TreeMap<String, Digest>();
    for (Json subject : Json.parse(text, source).get("subject").elements()) {
      subjects.put(
          subject.text("name"), Digest.of("sha256:" + subject.get("digest").text("sha256")));
    }
    return subjects;
  }

  private List<Object> subjectList() {
    var list = new ArrayList<Object>();
    new TreeMap<>(subjects)
        .forEach((name, digest) -> {
          var subject = new LinkedHashMap<String, Object>();
          subject.put("name", name);
          subject.put("digest", Map.of("sha256", digest.hex()));
          list.add(subject);
        });
    return list;
  }

  private Map<String, Object> predicate() {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("repository", repository);
    parameters.put("tag", tag);
    parameters.put("commit", commit);
    var dependencies = new ArrayList<Object>();
    dependencies.add(
        dependency("git+" + repository + "@refs/tags/" + tag, Map.of("gitCommit", commit)));
    base.ifPresent(image ->
        dependencies.add(
            dependency(
                "oci://" + image.name() + "@" + image.digest(),
                Map.of("sha256", image.digest().hex()))));
    var definition = new LinkedHashMap<String, Object>();
    definition.put("buildType", BUILD_TYPE);
    definition.put("externalParameters", parameters);
    definition.put("resolvedDependencies", dependencies);
    var predicate = new LinkedHashMap<String, Object>();
    predicate.put("buildDefinition", definition);
    predicate.put("runDetails", Map.of("builder", Map.of("id", HOME)));
    return predicate;
  }

  private static Map<String, Object> dependency(String uri, Map<String, String> digest) {
    var dependency = new LinkedHashMap<String, Object>();
    dependency.put("uri", uri);
    dependency.put("digest", digest);
    return dependency;
  }
}
