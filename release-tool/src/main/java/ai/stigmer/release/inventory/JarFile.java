package ai.stigmer.release.inventory;

import ai.stigmer.release.inventory.Piece.Jar;
import ai.stigmer.release.oci.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a jar's own bytes tell.
///
/// @param path where it is
/// @param digest the digest of its bytes
/// @param manifest what its manifest says
/// @param poms the Maven projects described in it: its own and those of what was put into it
/// @param text what the licence file in it is, if that is a known one
record JarFile(
    String path, Digest digest, JarManifest manifest, List<Pom> poms, Optional<LicenseClaim> text) {

  private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[^/]*)");

  JarFile {
    poms = List.copyOf(poms);
  }

  /// The jar as a piece of what it is in.
  ///
  /// @param beside what the project file beside it says, which a build may leave there
  Jar piece(Optional<Pom> beside) {
    Matcher named = VERSIONED.matcher(baseName());
    boolean versioned = named.matches();
    Optional<Pom> own =
        beside.filter(pom -> pom.coordinates().isPresent()).or(() -> own(versioned));
    Optional<Coordinates> coordinates = own.flatMap(Pom::coordinates);
    var bundled = new ArrayList<Coordinates>();
    poms.stream().flatMap(pom -> pom.coordinates().stream()).sorted().forEach(bundled::add);
    coordinates.ifPresent(bundled::remove);
    Optional<String> version =
        coordinates
            .map(Coordinates::version)
            .or(manifest::version)
            .or(() -> versioned ? Optional.of(named.group(2)) : Optional.empty());
    return new Jar(
        digest,
        coordinates
            .map(Coordinates::artifact)
            .orElseGet(() -> versioned ? named.group(1) : baseName()),
        version,
        coordinates,
        licenses(own, beside),
        bundled);
  }

  // Of several projects the jar is the one it is named after. A single one may have been renamed,
  // unless the name has a version: then something else was put into this jar.
  private Optional<Pom> own(boolean versioned) {
    Optional<Pom> fitting =
        poms.stream()
            .filter(pom -> pom.coordinates().filter(it -> it.fits(baseName() + ".jar")).isPresent())
            .findFirst();
    return fitting.isEmpty() && poms.size() == 1 && !versioned
        ? Optional.of(poms.getFirst())
        : fitting;
  }

  private List<LicenseClaim> licenses(Optional<Pom> own, Optional<Pom> beside) {
    if (own.isPresent() && !own.orElseThrow().licenses().isEmpty()) {
      return own.orElseThrow().licenses();
    }
    if (!manifest.licenses().isEmpty()) {
      return manifest.licenses();
    }
    if (beside.isPresent() && !beside.orElseThrow().licenses().isEmpty()) {
      return beside.orElseThrow().licenses();
    }
    return text.map(List::of).orElse(List.of());
  }

  private String baseName() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.substring(0, name.lastIndexOf('.'));
  }
}
