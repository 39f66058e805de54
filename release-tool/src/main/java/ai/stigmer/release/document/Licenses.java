package ai.stigmer.release.document;

import ai.stigmer.release.inventory.LicenseClaim;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.util.LicenseResolver;

/// Licences by their SPDX identifiers, where what is said of them leaves no doubt.
final class Licenses {

  // Names of several licences: the library would choose one of them.
  private static final Set<String> AMBIGUOUS =
      Set.of("bsd", "bsd license", "bsd licence", "the bsd license", "gpl", "lgpl", "mpl");

  private Licenses() {}

  /// The licences claimed; one that is not known keeps its own words.
  static Optional<LicenseChoice> of(List<LicenseClaim> claims) {
    var identifiers = new TreeSet<String>();
    var choice = new LicenseChoice();
    for (LicenseClaim claim : claims) {
      Optional<String> identifier = identifier(claim);
      if (identifier.isEmpty() || identifiers.add(identifier.orElseThrow())) {
        choice.addLicense(license(claim, identifier));
      }
    }
    return claims.isEmpty() ? Optional.empty() : Optional.of(choice);
  }

  private static License license(LicenseClaim claim, Optional<String> identifier) {
    var license = new License();
    identifier.ifPresentOrElse(
        license::setId,
        () -> license.setName(claim.name().isEmpty() ? claim.address() : claim.name()));
    if (identifier.isEmpty() && !claim.address().isEmpty()) {
      license.setUrl(claim.address());
    }
    return license;
  }

  private static Optional<String> identifier(LicenseClaim claim) {
    return Stream.concat(Stream.of(claim.name()), spellings(claim.address()))
        .filter(text -> !text.isEmpty() && !AMBIGUOUS.contains(text.toLowerCase(Locale.ROOT)))
        .flatMap(text -> Optional.ofNullable(LicenseResolver.resolve(text)).stream())
        .filter(choice -> choice.getLicenses() != null)
        .flatMap(choice -> choice.getLicenses().stream())
        .flatMap(license -> Optional.ofNullable(license.getId()).stream())
        .findFirst();
  }

  // Addresses of one text differ in their scheme and ending.
  private static Stream<String> spellings(String address) {
    String plain =
        address.replaceFirst("^http:", "https:").replaceFirst("(\\.(txt|html|php)|/)$", "");
    return address.isEmpty()
        ? Stream.empty()
        : Stream.of(address, plain, plain + "/", plain + ".txt", plain + ".html");
  }
}
