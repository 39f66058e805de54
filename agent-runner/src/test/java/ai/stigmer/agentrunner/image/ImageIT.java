package ai.stigmer.agentrunner.image;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.testing.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the image is, by its bytes.
@Timeout(1800)
class ImageIT {

  private static final long MOST_UNPACKED = 100_000_000;
  private static final long MOST_COMPRESSED = 60_000_000;
  private static final long MOST_FOR_ONE_CLASS = 60_000;

  /// The layers that release.yaml names one by one; after them come those of our own classes.
  private static final int NAMED_LAYERS = 6;

  private final ImageBuild image = ImageBuild.shared();

  @ParameterizedTest
  @ValueSource(strings = {"amd64", "arm64"})
  void itIsUnder100MegabytesUnpackedAndUnder60ToDownload(String architecture) {
    ImageBuild.Platform platform = image.platform(architecture);

    assertThat(platform.unpacked()).isLessThan(MOST_UNPACKED);
    assertThat(platform.compressed()).isLessThan(MOST_COMPRESSED);
  }

  @Test
  void aChangeOfOneClassSendsAtMost60Kilobytes() {
    ImageBuild.Platform amd64 = image.platform("amd64");
    ImageBuild.Platform arm64 = image.platform("arm64");
    int layers = amd64.layers().size();
    long around = amd64.described() + arm64.described() + image.indexSize();

    assertThat(amd64.layers().subList(NAMED_LAYERS, layers))
        .hasSizeGreaterThan(10)
        .allSatisfy(ours -> assertThat(ours.compressed() + around).isLessThan(MOST_FOR_ONE_CLASS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"amd64", "arm64"})
  void itsConfigurationTellsWhereItComesFromAndHowItRuns(String architecture) {
    JsonNode whole = image.platform(architecture).config();
    JsonNode config = whole.path("config");

    assertThat(whole.path("created").asText()).isEqualTo(ImageBuild.COMMITTED);
    assertThat(config.path("User").asText()).isEqualTo("1000:1000");
    assertThat(config.path("WorkingDir").asText()).isEqualTo("/workspace");
    assertThat(config.path("Volumes").fieldNames()).toIterable().containsExactly("/workspace");
    JsonNode labels = config.path("Labels");
    assertThat(label(labels, "source")).isEqualTo("https://github.com/stigmer/stigmer");
    assertThat(label(labels, "version")).isEqualTo(ImageBuild.VERSION);
    assertThat(label(labels, "licenses")).isEqualTo("Apache-2.0");
    assertThat(label(labels, "created")).isEqualTo(ImageBuild.COMMITTED);
    assertThat(label(labels, "revision"))
        .isEqualTo(Tool.run("git", "-C", image.source().toString(), "rev-parse", "HEAD").strip());
  }

  @Test
  void anotherFolderOnAnotherDayGivesTheSameDigest(@TempDir Path folder) {
    Path other = folder.resolve("quite/another place");
    Tool.run("git", "clone", "-q", image.source().toString(), other.toString());
    Tool.run("find", other.toString(), "-exec", "touch", "-d", "2001-02-03", "{}", "+");

    Path layout =
        ImageBuild.build(
            other,
            folder.resolve("layout"),
            "umask 077; export TZ=%s LC_ALL=C\n".formatted(whereItIsAnotherDay()));

    assertThat(ImageBuild.digest(layout)).isEqualTo(image.digest());
  }

  /// A time zone in which it is yesterday or tomorrow. (Its names count the hours to UTC, not from
  /// it.)
  private static String whereItIsAnotherDay() {
    LocalDate here = LocalDate.now(ZoneId.systemDefault());
    return LocalDate.now(ZoneOffset.ofHours(14)).equals(here) ? "Etc/GMT+12" : "Etc/GMT-14";
  }

  private static String label(JsonNode labels, String name) {
    return labels.path("org.opencontainers.image." + name).asText();
  }
}
