package ai.stigmer.release.version;

import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A version by Semantic Versioning 2.0.0 (https://semver.org): strict syntax, numbers of any size,
/// ASCII only. Order is precedence (section 11); build metadata takes no part in it, nor in
/// equality.
///
/// Strictness is our own because org.semver4j accepts a leading `v` and spaces, refuses numbers
/// over 2^31 and orders some pre-releases otherwise than the specification.
public final class SemanticVersion implements Comparable<SemanticVersion> {

  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]*");
  private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-zA-Z-]+");
  private static final Comparator<SemanticVersion> PRECEDENCE =
      Comparator.comparing(SemanticVersion::major)
          .thenComparing(SemanticVersion::minor)
          .thenComparing(SemanticVersion::patch)
          .thenComparing(SemanticVersion::preRelease, SemanticVersion::comparePreReleases);

  private final BigInteger major;
  private final BigInteger minor;
  private final BigInteger patch;
  private final List<String> preRelease;
  private final String buildMetadata;
  private final String text;

  private SemanticVersion(
      BigInteger major,
      BigInteger minor,
      BigInteger patch,
      List<String> preRelease,
      String buildMetadata,
      String text) {
    this.major = major;
    this.minor = minor;
    this.patch = patch;
    this.preRelease = List.copyOf(preRelease);
    this.buildMetadata = buildMetadata;
    this.text = text;
  }

  /// Reads a version, without a leading `v`.
  ///
  /// @throws ReleaseException of kind input if it is not strict SemVer 2.0.0
  public static SemanticVersion of(String text) {
    return find(text)
        .orElseThrow(() ->
            ReleaseException.input(
                "'" + Abbreviation.of(text) + "' is not a semantic version",
                "Write MAJOR.MINOR.PATCH or MAJOR.MINOR.PATCH-PRERELEASE, as in 1.2.3 or"
                    + " 1.2.3-rc.1 (https://semver.org)."));
  }

  /// Reads a version where the text may be something else.
  public static Optional<SemanticVersion> find(String text) {
    int plus = text.indexOf('+');
    String buildMetadata = plus < 0 ? "" : text.substring(plus + 1);
    String release = plus < 0 ? text : text.substring(0, plus);
    int hyphen = release.indexOf('-');
    List<String> preRelease = hyphen < 0 ? List.of() : dotted(release.substring(hyphen + 1));
    List<String> numbers = dotted(hyphen < 0 ? release : release.substring(0, hyphen));
    if (numbers.size() != 3
        || !numbers.stream().allMatch(number -> NUMBER.matcher(number).matches())
        || !preRelease.stream().allMatch(SemanticVersion::isPreReleaseIdentifier)
        || (plus >= 0 && !dotted(buildMetadata).stream().allMatch(SemanticVersion::isIdentifier))) {
      return Optional.empty();
    }
    return Optional.of(
        new SemanticVersion(
            new BigInteger(numbers.get(0)),
            new BigInteger(numbers.get(1)),
            new BigInteger(numbers.get(2)),
            preRelease,
            buildMetadata,
            text));
  }

  /// The first number: incompatible changes raise it.
  public BigInteger major() {
    return major;
  }

  /// The second number: added functionality raises it.
  public BigInteger minor() {
    return minor;
  }

  /// The third number: fixes raise it.
  public BigInteger patch() {
    return patch;
  }

  /// The identifiers after the hyphen; empty for a stable version.
  public List<String> preRelease() {
    return preRelease;
  }

  /// What follows the plus sign; empty if there is none.
  public String buildMetadata() {
    return buildMetadata;
  }

  /// Whether this version has no pre-release identifiers.
  public boolean isStable() {
    return preRelease.isEmpty();
  }

  /// Precedence by section 11 of the specification.
  @Override
  public int compareTo(SemanticVersion other) {
    return PRECEDENCE.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SemanticVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return List.of(major, minor, patch, preRelease).hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private static int comparePreReleases(List<String> left, List<String> right) {
    if (left.isEmpty() || right.isEmpty()) {
      // A stable version follows all its pre-releases.
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    int shared = Math.min(left.size(), right.size());
    for (int index = 0; index < shared; index++) {
      int order = compareIdentifiers(left.get(index), right.get(index));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compareIdentifiers(String left, String right) {
    boolean leftIsNumber = isNumber(left);
    boolean rightIsNumber = isNumber(right);
    if (leftIsNumber && rightIsNumber) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return leftIsNumber == rightIsNumber
        ? left.compareTo(right)
        : Boolean.compare(rightIsNumber, leftIsNumber);
  }

  private static List<String> dotted(String text) {
    return List.of(text.split("\\.", -1));
  }

  private static boolean isPreReleaseIdentifier(String text) {
    return isIdentifier(text) && (!isNumber(text) || NUMBER.matcher(text).matches());
  }

  private static boolean isIdentifier(String text) {
    return IDENTIFIER.matcher(text).matches();
  }

  private static boolean isNumber(String identifier) {
    return identifier.chars().allMatch(character -> character >= '0' && character <= '9');
  }
}
