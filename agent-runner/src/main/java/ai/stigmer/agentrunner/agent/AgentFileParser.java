package ai.stigmer.agentrunner.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads agent files.
final class AgentFileParser {

  private static final int LARGEST = 256 * 1024;
  private static final int LONGEST_DESCRIPTION = 500;
  private static final String RULE = "---";
  private static final Set<String> KEYS = Set.of("name", "description", "model");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private AgentFileParser() {}

  static AgentFile parse(String content) throws InvalidAgentFileException {
    if (content.getBytes(UTF_8).length > LARGEST) {
      throw new InvalidAgentFileException(
          "is larger than %d KiB; shorten its instructions.".formatted(LARGEST / 1024));
    }
    List<String> lines = content.replaceFirst("^\uFEFF", "").lines().toList();
    if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals(RULE)) {
      throw new InvalidAgentFileException(1, "expected '---' and then the agent's name.");
    }
    int end = 1;
    while (end < lines.size() && !lines.get(end).stripTrailing().equals(RULE)) {
      end++;
    }
    if (end == lines.size()) {
      throw new InvalidAgentFileException(
          end, "expected '---' after the header; the instructions follow it.");
    }
    Map<String, ScalarNode> header = header(String.join("\n", lines.subList(1, end)));
    String instructions = String.join("\n", lines.subList(end + 1, lines.size())).strip();
    if (instructions.isEmpty()) {
      throw new InvalidAgentFileException(end + 1, "expected the agent's instructions after it.");
    }
    return new AgentFile(
        name(header), description(header), text(header, "model").strip(), instructions);
  }

  private static String name(Map<String, ScalarNode> header) throws InvalidAgentFileException {
    ScalarNode name = header.get("name");
    if (name == null) {
      throw new InvalidAgentFileException(1, "expected the key 'name' in the header.");
    }
    if (!NAME.matcher(name.getValue()).matches()) {
      throw new InvalidAgentFileException(
          line(name.getStartMark()),
          "the name '%s' is not letters, digits, '.', '_' and '-', at most 64."
              .formatted(shown(name.getValue())));
    }
    return name.getValue();
  }

  private static String description(Map<String, ScalarNode> header)
      throws InvalidAgentFileException {
    String description = text(header, "description").strip().replaceAll("\\s+", " ");
    if (description.length() > LONGEST_DESCRIPTION) {
      throw new InvalidAgentFileException(
          line(Optional.ofNullable(header.get("description")).flatMap(Node::getStartMark)),
          "the description is longer than %d characters.".formatted(LONGEST_DESCRIPTION));
    }
    return description;
  }

  private static String text(Map<String, ScalarNode> header, String key) {
    ScalarNode value = header.get(key);
    return value == null ? "" : value.getValue();
  }

  private static Map<String, ScalarNode> header(String yaml) throws InvalidAgentFileException {
    var header = new LinkedHashMap<String, ScalarNode>();
    for (NodeTuple entry : mapping(yaml).getValue()) {
      ScalarNode key = scalar(entry.getKeyNode(), "a key");
      int line = line(key.getStartMark());
      if (!KEYS.contains(key.getValue())) {
        throw new InvalidAgentFileException(
            line,
            "unknown key '%s'; the keys are name, description and model."
                .formatted(shown(key.getValue())));
      }
      ScalarNode value = scalar(entry.getValueNode(), "the value of '" + key.getValue() + "'");
      if (header.put(key.getValue(), value) != null) {
        throw new InvalidAgentFileException(
            line, "the key '%s' is there twice.".formatted(key.getValue()));
      }
    }
    return header;
  }

  private static MappingNode mapping(String yaml) throws InvalidAgentFileException {
    LoadSettings settings =
        LoadSettings.builder().setMaxAliasesForCollections(0).setAllowDuplicateKeys(true).build();
    Optional<Node> root;
    try {
      root = new Compose(settings).composeString(yaml);
    } catch (MarkedYamlEngineException broken) {
      throw new InvalidAgentFileException(
          line(broken.getProblemMark()), "not YAML: %s.".formatted(shown(broken.getProblem())));
    } catch (YamlEngineException broken) {
      throw new InvalidAgentFileException(1, "the header is not YAML.");
    } catch (StackOverflowError tooDeep) {
      throw new InvalidAgentFileException(2, "not YAML: lists within lists without end.");
    }
    if (root.isPresent() && root.get() instanceof MappingNode mapping) {
      refuseAnchor(mapping);
      return mapping;
    }
    throw new InvalidAgentFileException(2, "expected 'name: NAME' in the header.");
  }

  private static ScalarNode scalar(Node node, String what) throws InvalidAgentFileException {
    refuseAnchor(node);
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar;
    }
    throw new InvalidAgentFileException(
        line(node.getStartMark()), "%s is not a text.".formatted(what));
  }

  private static void refuseAnchor(Node node) throws InvalidAgentFileException {
    if (node.getAnchor().isPresent() || node instanceof AnchorNode) {
      throw new InvalidAgentFileException(
          line(node.getStartMark()), "anchors and aliases are not allowed.");
    }
  }

  /// Lines of the file, of which the first is the rule above the header.
  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 2;
  }

  private static String shown(String text) {
    String oneLine = text.replaceAll("\\p{Cntrl}+", " ");
    return oneLine.length() <= 60 ? oneLine : oneLine.substring(0, 60) + "…";
  }
}
