package ai.stigmer.cli.container;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an image: a repository with a tag, a digest or both. With a digest the tag is only
/// for people to read.
///
/// @param repository host and path, such as `ghcr.io/stigmer/agent-runner`
/// @param tag the tag; `latest` never stands in for a missing one
/// @param digest `sha256:` and 64 hexadecimal digits
/// @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
///   distribution specification</a>
public record ImageReference(String repository, Optional<String> tag, Optional<String> digest) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<repository>[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]+(?=/))?(?:/[a-z0-9][a-z0-9._-]*)*)"
              + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?"
              + "(?:@(?<digest>sha256:[0-9a-f]{64}))?");

  /// Refuses a reference that names no one image.
  public ImageReference {
    if (tag.isEmpty() && digest.isEmpty()) {
      throw new IllegalArgumentException(repository + " has neither a tag nor a digest");
    }
  }

  /// Reads `REPOSITORY:TAG`, `REPOSITORY@DIGEST` or `REPOSITORY:TAG@DIGEST`.
  ///
  /// @throws IllegalArgumentException if the text is none of these
  public static ImageReference of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no image reference (REPOSITORY:TAG@sha256:DIGEST)".formatted(text));
    }
    return new ImageReference(
        form.group("repository"),
        Optional.ofNullable(form.group("tag")),
        Optional.ofNullable(form.group("digest")));
  }

  /// The one name by which a runtime is asked: with the digest alone where there is one, since not
  /// every runtime takes a tag beside it.
  public String exact() {
    return digest
        .map(value -> repository + "@" + value)
        .orElseGet(() -> repository + ":" + tag.orElseThrow());
  }

  /// As a person writes it: repository, tag and digest.
  @Override
  public String toString() {
    return repository + tag.map(":"::concat).orElse("") + digest.map("@"::concat).orElse("");
  }
}
