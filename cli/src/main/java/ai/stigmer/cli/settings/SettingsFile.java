package ai.stigmer.cli.settings;

import ai.stigmer.cli.problem.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// `config.yaml`: YAML 1.2, at most 64 KiB. Of its keys, those of [Setting] mean something; those
/// of the tool this one succeeds are let stand; any other is refused.
public final class SettingsFile {

  private static final int LARGEST = 64 * 1024;
  private static final String KNOWN = "'stigmer config list' shows every setting.";
  private static final String TYPE = "backend.type";
  private static final List<String> SUCCEEDED =
      List.of(
          "backend.local.endpoint",
          "backend.local.data_dir",
          "backend.local.temporal.managed",
          "backend.local.temporal.version",
          "backend.local.execution.",
          "backend.cloud.",
          "context.");

  private final Path path;

  /// All of a file that holds nothing but comments; else empty, as comments are part of the
  /// content.
  private final String comments;

  private final Optional<Node> content;
  private final Map<Setting, String> values = new EnumMap<>(Setting.class);
  private final List<String> unused = new ArrayList<>();

  private SettingsFile(Path path, String yaml) {
    Optional<Node> all = parse(yaml);
    this.path = path;
    this.content = all.filter(root -> !root.getTag().equals(Tag.COMMENT));
    this.comments = all.isPresent() && content.isEmpty() ? yaml.stripTrailing() + "\n" : "";
    content.ifPresent(root -> read("", root));
  }

  /// Reads the file of that name; one that is not there holds no settings.
  ///
  /// @throws InvalidSettingException if the file cannot be read, or holds what no setting is
  public static SettingsFile at(Path path) {
    if (!Files.exists(path)) {
      return new SettingsFile(path, "");
    }
    try {
      if (Files.size(path) > LARGEST) {
        throw new InvalidSettingException(
            "%s is larger than %d KiB".formatted(path, LARGEST / 1024),
            "Keep only settings in it; 'stigmer config list' shows them all.");
      }
      return new SettingsFile(path, Files.readString(path));
    } catch (MarkedYamlEngineException malformed) {
      String place =
          malformed
              .getProblemMark()
              .map(mark -> ":%d:%d".formatted(mark.getLine() + 1, mark.getColumn() + 1))
              .orElse("");
      throw new InvalidSettingException(
          "%s%s is no YAML: %s".formatted(path, place, malformed.getProblem()), "Mend that line.");
    } catch (YamlEngineException malformed) {
      throw new InvalidSettingException(
          "%s is no YAML: %s".formatted(path, malformed.getMessage()),
          "'stigmer config set' writes a new one once it is removed.");
    } catch (IOException unreadable) {
      throw new InvalidSettingException(
          "%s cannot be read: %s".formatted(path, Reason.of(unreadable)),
          "Make it a text file that you may read.");
    }
  }

  /// Where it is, or would be.
  public Path path() {
    return path;
  }

  /// The settings it holds.
  Map<Setting, String> values() {
    return Map.copyOf(values);
  }

  /// Keys that mean nothing any more.
  List<String> unused() {
    return List.copyOf(unused);
  }

  /// Writes a file of that name that sets nothing and tells every setting, if there is none.
  ///
  /// @return whether it was written
  /// @throws InvalidSettingException if it cannot be
  public static boolean writeFirst(Path path) {
    String comment =
        Arrays.stream(Setting.values())
            .map(setting -> "#   %-30s %s\n".formatted(setting.key(), setting.meaning()))
            .collect(
                Collectors.joining(
                    "",
                    "# Settings of stigmer. 'stigmer config set KEY VALUE' writes one here. The keys:\n",
                    "backend:\n  type: local\n"));
    try {
      return !Files.exists(path) && PrivateFiles.create(path, comment);
    } catch (IOException failure) {
      throw unwritable(path, failure);
    }
  }

  /// Writes the file with another value for one setting. What else stands in it stays, comments
  /// included; the file can be read by its owner alone.
  ///
  /// @throws InvalidSettingException if the value has not the expected form, or the file cannot be
  ///   written
  public void set(Setting setting, String value) {
    setting.check(value, setting.key());
    MappingNode root =
        content
            .filter(MappingNode.class::isInstance)
            .map(MappingNode.class::cast)
            .orElseGet(SettingsFile::emptyMapping);
    put(root, setting.path(), value);
    write(root);
  }

  private void read(String key, Node node) {
    switch (node) {
      case MappingNode mapping -> {
        for (NodeTuple entry : mapping.getValue()) {
          String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
          read(key.isEmpty() ? name : key + "." + name, entry.getValueNode());
        }
      }
      case ScalarNode scalar -> {
        if (!scalar.getTag().equals(Tag.NULL)) {
          value(key, scalar);
        }
      }
      default ->
          throw refused(
              node, key.isEmpty() ? "this is a list" : "'%s' is a list".formatted(key), KNOWN);
    }
  }

  private void value(String key, ScalarNode scalar) {
    if (key.isEmpty()) {
      throw refused(
          scalar, "'%s' has no value".formatted(scalar.getValue()), "Write it as KEY: VALUE.");
    }
    Optional<Setting> setting = Setting.of(key);
    if (setting.isPresent()) {
      String place = path + place(scalar) + ": " + key;
      values.put(setting.get(), setting.get().check(scalar.getValue(), place));
    } else if (SUCCEEDED.stream().anyMatch(old -> covers(old, key))) {
      unused.add(key);
    } else if (!key.equals(TYPE)) {
      throw refused(scalar, "'%s' is no setting".formatted(key), KNOWN);
    } else if (!scalar.getValue().equals("local")) {
      throw refused(
          scalar,
          "backend.type is '%s'".formatted(scalar.getValue()),
          "Write local: this stigmer runs agents on this machine.");
    }
  }

  private static boolean covers(String succeeded, String key) {
    return succeeded.endsWith(".") ? key.startsWith(succeeded) : key.equals(succeeded);
  }

  private InvalidSettingException refused(Node node, String problem, String remedy) {
    return new InvalidSettingException(path + place(node) + ": " + problem, remedy);
  }

  private static String place(Node node) {
    return node.getStartMark()
        .map(mark -> ":%d:%d".formatted(mark.getLine() + 1, mark.getColumn() + 1))
        .orElse("");
  }

  /// Puts a value into a tree, and the mappings that lead to it where they are missing.
  private static void put(MappingNode mapping, List<String> path, String value) {
    String name = path.getFirst();
    List<NodeTuple> entries = mapping.getValue();
    int index = 0;
    while (index < entries.size() && !isNamed(entries.get(index), name)) {
      index++;
    }
    if (index == entries.size()) {
      entries.add(new NodeTuple(text(name), path.size() == 1 ? text(value) : emptyMapping()));
    }
    NodeTuple entry = entries.get(index);
    if (path.size() == 1) {
      ScalarNode next = text(value);
      next.setInLineComments(entry.getValueNode().getInLineComments());
      entries.set(index, new NodeTuple(entry.getKeyNode(), next));
    } else if (entry.getValueNode() instanceof MappingNode inner) {
      put(inner, path.subList(1, path.size()), value);
    } else {
      MappingNode inner = emptyMapping();
      entries.set(index, new NodeTuple(entry.getKeyNode(), inner));
      put(inner, path.subList(1, path.size()), value);
    }
  }

  private static boolean isNamed(NodeTuple entry, String name) {
    return entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name);
  }

  private static MappingNode emptyMapping() {
    return new MappingNode(Tag.MAP, new ArrayList<>(), FlowStyle.BLOCK);
  }

  private static ScalarNode text(String value) {
    return new ScalarNode(Tag.STR, value, ScalarStyle.PLAIN);
  }

  private void write(Node root) {
    var settings = DumpSettings.builder().setDumpComments(true).build();
    String yaml =
        comments
            + new Present(settings)
                .emitToString(new Serialize(settings).serializeOne(root).iterator());
    try {
      PrivateFiles.replace(path, yaml);
    } catch (IOException failure) {
      throw unwritable(path, failure);
    }
  }

  private static InvalidSettingException unwritable(Path path, IOException failure) {
    return new InvalidSettingException(
        "%s cannot be written: %s".formatted(path, Reason.of(failure)),
        "Make its folder one that you may write to.");
  }

  private static Optional<Node> parse(String yaml) {
    return new Compose(
            LoadSettings.builder()
                .setLabel("config.yaml")
                .setParseComments(true)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .build())
        .composeString(yaml);
  }
}
