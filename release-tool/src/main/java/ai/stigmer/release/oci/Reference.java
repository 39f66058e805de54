package ai.stigmer.release.oci;

import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.util.regex.Pattern;

/// A manifest in a repository, named by a tag or by its digest.
public sealed interface Reference {

  /// Reads `REPOSITORY:TAG`, `REPOSITORY@DIGEST`, or both, where the digest alone counts.
  ///
  /// @throws ReleaseException of kind input if it is not of that form
  static Reference of(String text) {
    int at = text.indexOf('@');
    String named = at < 0 ? text : text.substring(0, at);
    int colon = named.lastIndexOf(':');
    boolean tagged = colon > named.lastIndexOf('/');
    Repository repository = Repository.of(tagged ? named.substring(0, colon) : named);
    if (at >= 0) {
      return new ByDigest(repository, Digest.of(text.substring(at + 1)));
    }
    if (!tagged) {
      throw ReleaseException.input(
          "'" + Abbreviation.of(text) + "' is not an image reference",
          "Add a tag or a digest, as in ghcr.io/stigmer/agent-runner:v1.2.3.");
    }
    return new Tagged(repository, named.substring(colon + 1));
  }

  /// Where the manifest is.
  Repository repository();

  /// The last part of the manifest's address: the tag, or the digest.
  String name();

  /// A manifest under a name that can move.
  ///
  /// @param tag up to 128 characters (OCI distribution specification, "Pulling manifests")
  record Tagged(Repository repository, String tag) implements Reference {

    private static final Pattern SYNTAX = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

    /// Checks the tag.
    public Tagged {
      if (!SYNTAX.matcher(tag).matches()) {
        throw ReleaseException.input(
            "'" + Abbreviation.of(tag) + "' is not an image tag",
            "An image tag has at most 128 letters, digits, dots, hyphens and underscores.");
      }
    }

    @Override
    public String name() {
      return tag;
    }

    @Override
    public String toString() {
      return repository + ":" + tag;
    }
  }

  /// A manifest by its content.
  record ByDigest(Repository repository, Digest digest) implements Reference {

    @Override
    public String name() {
      return digest.toString();
    }

    @Override
    public String toString() {
      return repository + "@" + digest;
    }
  }
}
