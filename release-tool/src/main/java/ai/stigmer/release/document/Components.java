package ai.stigmer.release.document;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.inventory.Coordinates;
import ai.stigmer.release.inventory.Piece;
import ai.stigmer.release.inventory.Piece.DebianPackage;
import ai.stigmer.release.inventory.Piece.Jar;
import ai.stigmer.release.inventory.Piece.OperatingSystem;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.version.ReleaseTag;
import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Evidence;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.component.evidence.Occurrence;

/// The components of CycloneDX documents.
final class Components {

  private Components() {}

  /// An image, by its index.
  static Component image(Repository repository, ReleaseTag tag, Digest index) {
    return container(repository, tag, index, "tag", tag.toString());
  }

  /// One platform's image, by its manifest.
  static Component platform(
      Repository repository, ReleaseTag tag, Platform platform, Digest manifest) {
    Component component = container(repository, tag, manifest, "arch", platform.architecture());
    component.setDescription(platform.toString());
    return component;
  }

  /// A command-line tool.
  static Component tool(String name, ReleaseTag tag) {
    Component component = component(Component.Type.APPLICATION, name, name);
    component.setVersion(tag.version().toString());
    return component;
  }

  /// An archive.
  static Component archive(Artifact archive) {
    Component component = component(Component.Type.FILE, archive.name(), archive.name());
    component.addHash(hash(archive.digest()));
    return component;
  }

  /// Something that was found inside.
  ///
  /// @param paths where it was found
  static Component of(Piece piece, Collection<String> paths) {
    Component component =
        switch (piece) {
          case OperatingSystem system -> system(system);
          case DebianPackage installed -> debianPackage(installed);
          case Jar jar -> jar(jar);
        };
    var evidence = new Evidence();
    for (String path : paths) {
      var occurrence = new Occurrence();
      occurrence.setLocation(path);
      evidence.addOccurrence(occurrence);
    }
    component.setEvidence(evidence);
    return component;
  }

  private static Component container(
      Repository repository, ReleaseTag tag, Digest digest, String qualifier, String value) {
    Component component =
        component(Component.Type.CONTAINER, repository.toString(), digest.toString());
    component.setVersion(tag.toString());
    component.addHash(hash(digest));
    component.setPurl(imageUrl(repository, digest, qualifier, value));
    return component;
  }

  // The package URL of an image has its digest for a version.
  private static String imageUrl(
      Repository repository, Digest digest, String qualifier, String value) {
    String name = repository.path().substring(repository.path().lastIndexOf('/') + 1);
    var qualifiers = new TreeMap<>(Map.of(qualifier, value));
    qualifiers.put("repository_url", repository.toString());
    try {
      return new PackageURL("oci", "", name, digest.toString(), qualifiers, null).canonicalize();
    } catch (MalformedPackageURLException impossible) {
      throw new IllegalStateException("a repository's name is checked", impossible);
    }
  }

  private static Component system(OperatingSystem system) {
    Component component =
        component(Component.Type.OPERATING_SYSTEM, system.id(), distribution(system));
    if (!system.version().isEmpty()) {
      component.setVersion(system.version());
    }
    return component;
  }

  private static Component debianPackage(DebianPackage installed) {
    var qualifiers = new TreeMap<String, String>();
    qualifiers.put("arch", installed.architecture());
    installed.system().ifPresent(system -> qualifiers.put("distro", distribution(system)));
    if (!installed.source().equals(installed.name())) {
      qualifiers.put("upstream", installed.source());
    }
    Component component =
        component(
            Component.Type.LIBRARY,
            installed.name(),
            String.join(" ", installed.name(), installed.version(), installed.architecture()));
    component.setVersion(installed.version());
    identify(
        component, "deb", installed.system().map(OperatingSystem::id).orElse("debian"), qualifiers);
    return component;
  }

  private static Component jar(Jar jar) {
    Component component = component(Component.Type.LIBRARY, jar.name(), jar.digest().toString());
    jar.version().ifPresent(component::setVersion);
    component.addHash(hash(jar.digest()));
    Licenses.of(jar.licenses()).ifPresent(component::setLicenses);
    jar.coordinates().ifPresent(coordinates -> locate(component, coordinates));
    for (Coordinates bundled : jar.bundled()) {
      Component part =
          component(Component.Type.LIBRARY, bundled.artifact(), jar.digest() + "#" + bundled);
      locate(part, bundled);
      component.addComponent(part);
    }
    return component;
  }

  private static Component component(Component.Type type, String name, String reference) {
    var component = new Component();
    component.setType(type);
    component.setName(name);
    component.setBomRef(reference);
    return component;
  }

  private static Hash hash(Digest digest) {
    return new Hash(Hash.Algorithm.SHA_256, digest.hex());
  }

  private static String distribution(OperatingSystem system) {
    return system.version().isEmpty() ? system.id() : system.id() + "-" + system.version();
  }

  private static void locate(Component component, Coordinates coordinates) {
    component.setGroup(coordinates.group());
    component.setVersion(coordinates.version());
    identify(component, "maven", coordinates.group(), Map.of());
  }

  // Gives a component its package URL, unless something in it cannot stand in one.
  private static void identify(
      Component component, String type, String namespace, Map<String, String> qualifiers) {
    try {
      component.setPurl(
          new PackageURL(
                  type,
                  namespace,
                  component.getName(),
                  component.getVersion(),
                  new TreeMap<>(qualifiers),
                  null)
              .canonicalize());
    } catch (MalformedPackageURLException strange) {
      // Whoever made the package named it so; it is known by its name and version.
    }
  }
}
