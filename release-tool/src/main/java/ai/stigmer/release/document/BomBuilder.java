package ai.stigmer.release.document;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.metadata.ToolInformation;

/// Puts a CycloneDX document together, sorted by the components' references.
final class BomBuilder {

  private final Component subject;
  private final Instant created;
  private final String identity;
  private final SortedMap<String, Component> components = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> dependencies = new TreeMap<>();

  /// A document about a subject.
  ///
  /// @param created the time it gets
  /// @param identity the digests of what is described, from which its serial number follows
  BomBuilder(Component subject, Instant created, String identity) {
    this.subject = subject;
    this.created = created;
    this.identity = identity;
    dependencies.put(subject.getBomRef(), new TreeSet<>());
  }

  /// Adds a component, if it is not there, and that another contains it.
  void add(Component container, Component component) {
    String reference = component.getBomRef();
    components.putIfAbsent(reference, component);
    dependencies.computeIfAbsent(container.getBomRef(), first -> new TreeSet<>()).add(reference);
  }

  /// The document.
  String json() {
    var bom = new Bom();
    bom.setSerialNumber(
        "urn:uuid:" + UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)));
    bom.setVersion(1);
    bom.setMetadata(metadata());
    bom.setComponents(List.copyOf(components.values()));
    dependencies.forEach((reference, contained) -> {
      var dependency = new Dependency(reference);
      contained.forEach(child -> dependency.addDependency(new Dependency(child)));
      bom.addDependency(dependency);
    });
    try {
      return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString() + "\n";
    } catch (GeneratorException impossible) {
      throw new IllegalStateException("a document that cannot be written", impossible);
    }
  }

  private Metadata metadata() {
    var tool = new Component();
    tool.setType(Component.Type.APPLICATION);
    tool.setName("release-tool");
    var tools = new ToolInformation();
    tools.setComponents(new ArrayList<>(List.of(tool)));
    var metadata = new Metadata();
    metadata.setTimestamp(Date.from(created));
    metadata.setToolChoice(tools);
    metadata.setComponent(subject);
    return metadata;
  }
}
