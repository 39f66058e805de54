package ai.stigmer.release.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.ReleaseException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.semver4j.Semver;

/// The specification's own examples (https://semver.org), and the list of valid and invalid
/// versions its regular expression is tested with (https://regex101.com/r/vkijKf/1/).
class SemanticVersionTest {

  static final List<String> VALID =
      List.of(
          "0.0.4",
          "1.2.3",
          "10.20.30",
          "1.1.2-prerelease+meta",
          "1.1.2+meta",
          "1.1.2+meta-valid",
          "1.0.0-alpha",
          "1.0.0-beta",
          "1.0.0-alpha.beta",
          "1.0.0-alpha.beta.1",
          "1.0.0-alpha.1",
          "1.0.0-alpha0.valid",
          "1.0.0-alpha.0valid",
          "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
          "1.0.0-rc.1+build.1",
          "2.0.0-rc.1+build.123",
          "1.2.3-beta",
          "10.2.3-DEV-SNAPSHOT",
          "1.2.3-SNAPSHOT-123",
          "1.0.0",
          "2.0.0",
          "1.1.7",
          "2.0.0+build.1848",
          "2.0.1-alpha.1227",
          "1.0.0-alpha+beta",
          "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
          "1.2.3----R-S.12.9.1--.12+meta",
          "1.2.3----RC-SNAPSHOT.12.9.1--.12",
          "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
          "99999999999999999999999.999999999999999999.99999999999999999",
          "1.0.0-0A.is.legal",
          "1.0.0-x.7.z.92",
          "1.0.0-x-y-z.--",
          "1.0.0-alpha+001",
          "1.0.0+20130313144700",
          "1.0.0-beta+exp.sha.5114f85",
          "1.0.0+21AF26D3----117B344092BD");

  static final List<String> INVALID =
      List.of(
          "1",
          "1.2",
          "1.2.3-0123",
          "1.2.3-0123.0123",
          "1.1.2+.123",
          "+invalid",
          "-invalid",
          "-invalid+invalid",
          "-invalid.01",
          "alpha",
          "alpha.beta",
          "alpha.beta.1",
          "alpha.1",
          "alpha+beta",
          "alpha_beta",
          "alpha.",
          "alpha..",
          "beta",
          "1.0.0-alpha_beta",
          "-alpha.",
          "1.0.0-alpha..",
          "1.0.0-alpha..1",
          "1.0.0-alpha...1",
          "1.0.0-alpha....1",
          "1.0.0-alpha.....1",
          "1.0.0-alpha......1",
          "1.0.0-alpha.......1",
          "01.1.1",
          "1.01.1",
          "1.1.01",
          "1.2.3.DEV",
          "1.2-SNAPSHOT",
          "1.2.31.2.3----RC-SNAPSHOT.12.09.1--..12+788",
          "1.2-RC-SNAPSHOT",
          "-1.0.3-gamma+b7718",
          "+justmeta",
          "9.8.7+meta+meta",
          "9.8.7-whatever+meta+meta",
          "99999999999999999999999.999999999999999999.99999999999999999----RC-SNAPSHOT.12.09.1--------------------------------..12",
          "",
          " 1.2.3",
          "1.2.3 ",
          "1.2.3\n",
          "v1.2.3",
          "1.2.3-",
          "1.2.3+",
          "1.2.3-+b",
          "1.2.3-a+",
          "1..3",
          "1.2.3-é",
          "١.٢.٣",
          "1.2.3-１",
          "1.2.x",
          "1.2.3-a\u0000");

  /// Section 11 of the specification, with what stands between its examples.
  private static final List<String> ASCENDING =
      List.of(
          "0.0.0-0",
          "0.0.0",
          "1.0.0-0",
          "1.0.0-1",
          "1.0.0-9",
          "1.0.0-10",
          "1.0.0-99999999999999999999",
          "1.0.0-100000000000000000000",
          "1.0.0--",
          "1.0.0--1",
          "1.0.0-A",
          "1.0.0-a",
          "1.0.0-alpha",
          "1.0.0-alpha.1",
          "1.0.0-alpha.1.0",
          "1.0.0-alpha.beta",
          "1.0.0-beta",
          "1.0.0-beta.2",
          "1.0.0-beta.11",
          "1.0.0-rc.1",
          "1.0.0-rc1",
          "1.0.0-rc10",
          "1.0.0-rc2",
          "1.0.0",
          "2.0.0",
          "2.1.0",
          "2.1.1",
          "2.10.0",
          "2147483648.0.0",
          "99999999999999999999999.0.0");

  @ParameterizedTest
  @FieldSource("VALID")
  void whatIsValidPrintsBackAsItWasRead(String text) {
    assertThat(SemanticVersion.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @FieldSource("INVALID")
  void whatIsInvalidIsRefused(String text) {
    assertThat(SemanticVersion.find(text)).isEmpty();
    assertThatThrownBy(() -> SemanticVersion.of(text))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("is not a semantic version");
  }

  @Test
  void precedenceIsThatOfTheSpecification() {
    List<SemanticVersion> versions = ASCENDING.stream().map(SemanticVersion::of).toList();
    for (int left = 0; left < versions.size(); left++) {
      for (int right = 0; right < versions.size(); right++) {
        assertThat(Integer.signum(versions.get(left).compareTo(versions.get(right))))
            .as("%s against %s", versions.get(left), versions.get(right))
            .isEqualTo(Integer.compare(left, right));
      }
    }
  }

  @Test
  void buildMetadataTakesNoPartInOrderAndEquality() {
    SemanticVersion one = SemanticVersion.of("1.0.0+a");
    SemanticVersion other = SemanticVersion.of("1.0.0+b");
    assertThat(one).isEqualByComparingTo(other).isEqualTo(other).hasSameHashCodeAs(other);
  }

  @Test
  void theOrderIsTotal() {
    List<SemanticVersion> versions = enumerated().map(SemanticVersion::of).toList();
    var sorted = new ArrayList<>(versions);
    sorted.sort(null);
    // A list in which every element precedes or equals each later one, and never the other way
    // round, proves antisymmetry and transitivity at once.
    for (int left = 0; left < sorted.size(); left++) {
      for (int right = left; right < sorted.size(); right++) {
        int order = sorted.get(left).compareTo(sorted.get(right));
        assertThat(order).isNotPositive();
        assertThat(sorted.get(right).compareTo(sorted.get(left))).isEqualTo(-order);
        assertThat(sorted.get(left).equals(sorted.get(right))).isEqualTo(order == 0);
      }
    }
  }

  @Test
  void semver4jAgreesWhereItIsRight() {
    List<String> versions = enumerated().filter(text -> !text.matches(".*(rc[0-9]|--).*")).toList();
    for (String left : versions) {
      for (String right : versions) {
        assertThat(Integer.signum(SemanticVersion.of(left).compareTo(SemanticVersion.of(right))))
            .as("%s against %s", left, right)
            .isEqualTo(Integer.signum(parsed(left).compareTo(parsed(right))));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1.0.0-rc10, 1.0.0-rc2", "1.0.0-rc10, 1.0.0-rc9", "1.0.0-0, 1.0.0--"})
  void semver4jOrdersAlphanumericIdentifiersOtherwise(String lower, String higher) {
    assertThat(SemanticVersion.of(lower)).isLessThan(SemanticVersion.of(higher));
    assertThat(parsed(lower)).isGreaterThan(parsed(higher));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.2.3", " 1.2.3", "1.2.3 "})
  void semver4jReadsWhatTheSpecificationRefuses(String text) {
    assertThat(SemanticVersion.find(text)).isEmpty();
    assertThat(parsed(text)).hasToString("1.2.3");
  }

  @Test
  void numbersHaveNoLimit() {
    String number = "9".repeat(10_000);
    assertThat(SemanticVersion.of(number + ".0.0").major()).isEqualTo(new BigInteger(number));
    assertThat(SemanticVersion.of("1.2." + number).patch()).isEqualTo(new BigInteger(number));
  }

  @Test
  void aHundredThousandIdentifiersAreReadAndCompared() {
    String many =
        IntStream.range(0, 100_000).mapToObj(it -> "a" + it).collect(Collectors.joining("."));
    SemanticVersion version = SemanticVersion.of("1.0.0-" + many);
    assertThat(version.preRelease()).hasSize(100_000);
    assertThat(version).isLessThan(SemanticVersion.of("1.0.0-" + many + ".0"));
    assertThat(SemanticVersion.find("1.0.0-" + many + ".01")).isEmpty();
    assertThat(SemanticVersion.find(".".repeat(100_000))).isEmpty();
  }

  private static Stream<String> enumerated() {
    List<String> suffixes =
        List.of(
            "", "-0", "-1", "-10", "-2", "-a", "-a.1", "-a.b", "-a-b", "-A", "-rc1", "-rc10",
            "-rc2", "-rc.10", "-1.a", "-1.1", "--");
    return Stream.of("0.0.0", "0.0.1", "0.1.0", "1.0.0", "1.10.0", "1.2.0")
        .flatMap(numbers -> suffixes.stream().map(suffix -> numbers + suffix));
  }

  private static Semver parsed(String text) {
    return Objects.requireNonNull(Semver.parse(text), text);
  }
}
