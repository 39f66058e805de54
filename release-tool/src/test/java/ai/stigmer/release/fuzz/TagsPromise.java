package ai.stigmer.release.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.version.FloatingTag;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.util.List;
import java.util.Optional;

/// Tags and versions, one a line. What is read prints as it was written, is an image tag, and has a
/// place in one order of all versions.
final class TagsPromise implements Promise {

  private static final Repository REPOSITORY = Repository.of("ghcr.io/acme/tidy");
  private static final int MOST = 5;

  @Override
  public void tryOn(byte[] input) throws Exception {
    List<String> lines = new String(input, UTF_8).lines().limit(MOST).toList();
    for (String line : lines) {
      Optional<ReleaseTag> tag = Failures.valueOrProblem(() -> ReleaseTag.of(line));
      assertThat(ReleaseTag.find(line)).isEqualTo(tag);
      tag.ifPresent(read -> {
        assertThat(read).hasToString(line);
        assertThat(new Reference.Tagged(REPOSITORY, line).name()).isEqualTo(line);
        assertThat(FloatingTag.of(read.version())).hasSize(read.isStable() ? 3 : 0);
      });
      Optional<SemanticVersion> version = Failures.valueOrProblem(() -> SemanticVersion.of(line));
      assertThat(SemanticVersion.find(line)).isEqualTo(version);
      version.ifPresent(read -> assertThat(read).hasToString(line));
    }
    requireOrder(lines.stream().flatMap(line -> SemanticVersion.find(line).stream()).toList());
  }

  private static void requireOrder(List<SemanticVersion> versions) {
    for (SemanticVersion a : versions) {
      for (SemanticVersion b : versions) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.equals(b)).isEqualTo(a.compareTo(b) == 0);
        if (a.equals(b)) {
          assertThat(a).hasSameHashCodeAs(b);
        }
        for (SemanticVersion c : versions) {
          if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a).isLessThanOrEqualTo(c);
          }
        }
      }
    }
  }
}
