package ai.stigmer.release.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// What a jar's manifest says of the jar.
///
/// @param version its version
/// @param licenses its licences (OSGi core, "Bundle-License")
record JarManifest(Optional<String> version, List<LicenseClaim> licenses) {

  /// The manifest of a jar that has none.
  static final JarManifest NONE = new JarManifest(Optional.empty(), List.of());

  JarManifest {
    licenses = List.copyOf(licenses);
  }

  static JarManifest of(Manifest manifest) {
    Attributes attributes = manifest.getMainAttributes();
    return new JarManifest(
        Stream.of("Implementation-Version", "Bundle-Version")
            .flatMap(name -> Optional.ofNullable(attributes.getValue(name)).stream())
            .map(String::strip)
            .filter(version -> !version.isEmpty())
            .findFirst(),
        Optional.ofNullable(attributes.getValue("Bundle-License"))
            .map(JarManifest::claims)
            .orElse(List.of()));
  }

  // "Apache-2.0";link="https://…", or an address alone, or words; several stand between commas.
  private static List<LicenseClaim> claims(String header) {
    var claims = new ArrayList<LicenseClaim>();
    for (String clause : header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)(?! Version)", -1)) {
      String[] parts = clause.split(";", 2);
      String name = unquoted(parts[0]);
      boolean isAddress = name.startsWith("http");
      String link = parts.length > 1 ? parts[1].replaceFirst("^.*?(link=|see:)", "") : "";
      if (!name.isEmpty()) {
        claims.add(new LicenseClaim(isAddress ? "" : name, isAddress ? name : unquoted(link)));
      }
    }
    return claims;
  }

  private static String unquoted(String text) {
    return text.replace("\"", "").strip();
  }
}
