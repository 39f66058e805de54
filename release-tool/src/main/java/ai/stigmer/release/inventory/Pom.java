package ai.stigmer.release.inventory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// What a Maven project file says itself; what it inherits from elsewhere is not known here.
///
/// @param coordinates where the artifact is kept, unless a part of that is inherited or computed
/// @param licenses the licences it names
record Pom(Optional<Coordinates> coordinates, List<LicenseClaim> licenses) {

  /// What is known of a file that cannot be read: nothing.
  static final Pom UNKNOWN = new Pom(Optional.empty(), List.of());

  Pom {
    licenses = List.copyOf(licenses);
  }

  /// Reads a project file; one that is malformed says nothing.
  static Pom parse(byte[] content) {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      // Neither entities nor anything from elsewhere.
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Element project = builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
      Optional<Element> parent = child(project, "parent");
      Optional<String> group =
          text(project, "groupId").or(() -> parent.flatMap(it -> text(it, "groupId")));
      Optional<String> version =
          text(project, "version").or(() -> parent.flatMap(it -> text(it, "version")));
      Optional<Coordinates> coordinates =
          text(project, "artifactId")
              .flatMap(artifact ->
                  group.flatMap(
                      known -> version.map(told -> new Coordinates(known, artifact, told))));
      return new Pom(
          coordinates.filter(found -> !found.toString().contains("${")),
          child(project, "licenses").map(Pom::claims).orElse(List.of()));
    } catch (SAXException | IOException malformed) {
      return UNKNOWN;
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException("the JDK's own parser", impossible);
    }
  }

  /// What this one says, and the other where this one is silent.
  Pom or(Pom other) {
    return new Pom(
        coordinates.or(other::coordinates), licenses.isEmpty() ? other.licenses : licenses);
  }

  private static List<LicenseClaim> claims(Element licenses) {
    var claims = new ArrayList<LicenseClaim>();
    for (Element license : children(licenses, "license")) {
      claims.add(
          new LicenseClaim(text(license, "name").orElse(""), text(license, "url").orElse("")));
    }
    return claims;
  }

  private static Optional<String> text(Element element, String name) {
    return child(element, name)
        .map(found -> found.getTextContent().strip())
        .filter(text -> !text.isEmpty());
  }

  private static Optional<Element> child(Element element, String name) {
    return children(element, name).stream().findFirst();
  }

  private static List<Element> children(Element element, String name) {
    NodeList nodes = element.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE && name.equals(node.getLocalName()))
        .map(Element.class::cast)
        .toList();
  }
}
