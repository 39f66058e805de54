package ai.stigmer.release.configuration;

import ai.stigmer.release.configuration.Yaml.Entry;
import ai.stigmer.release.configuration.Yaml.Mapping;
import ai.stigmer.release.configuration.Yaml.Scalar;
import ai.stigmer.release.configuration.Yaml.Sequence;
import ai.stigmer.release.problem.ReleaseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Reads one YAML 1.2 document (core schema) without anchors, aliases and tags: a configuration
/// needs none, and they are how a small file becomes a large one.
final class YamlReader {

  private static final int DEEPEST = 20;
  private static final LoadSettings SETTINGS = LoadSettings.builder().build();
  private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

  private final Function<Mark, String> places;
  private final Iterator<Event> events;

  private YamlReader(String text, Function<Mark, String> places) {
    this.places = places;
    this.events = new Parse(SETTINGS).parseString(text).iterator();
  }

  /// Reads a file's text.
  ///
  /// @param name the file, as faults name it
  /// @throws ReleaseException of kind input, with line and column, if it is not plain YAML
  static Yaml readFile(String name, String text) {
    return read(
        name, text, mark -> name + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1));
  }

  /// Reads a value given on the command line.
  ///
  /// @param place where it was given; every value in it gets this place
  /// @throws ReleaseException of kind input if it is not plain YAML
  static Yaml readValue(String place, String text) {
    return read(place, text, mark -> place);
  }

  private static Yaml read(String name, String text, Function<Mark, String> places) {
    try {
      return new YamlReader(text, places).document();
    } catch (MarkedYamlEngineException malformed) {
      throw ReleaseException.input(
          malformed.getProblemMark().map(places).orElse(name)
              + ": this is not YAML: "
              + malformed.getProblem(),
          "Check the indentation, and put values with special characters in quotes.");
    } catch (YamlEngineException malformed) {
      String reason = Optional.ofNullable(malformed.getMessage()).orElse("it cannot be read");
      throw ReleaseException.input(
          name + ": this is not YAML: " + reason.lines().findFirst().orElse(""),
          "Write it as plain text.");
    }
  }

  private Yaml document() {
    events.next(); // the stream's start
    Event first = events.next();
    if (first.getEventId() == Event.ID.StreamEnd) {
      return new Mapping(place(first), List.of());
    }
    Yaml value = value(events.next(), 0);
    events.next(); // the document's end
    Event last = events.next();
    if (last.getEventId() != Event.ID.StreamEnd) {
      throw refused(last, "a second document begins", "Leave one document in the file.");
    }
    return value;
  }

  private Yaml value(Event event, int depth) {
    if (depth > DEEPEST) {
      throw refused(event, "this is nested too deeply", "Nothing here is deeper than five levels.");
    }
    refuseSharing(event);
    return switch (event.getEventId()) {
      case Scalar -> scalar((ScalarEvent) event);
      case SequenceStart -> sequence(event, depth);
      case MappingStart -> mapping(event, depth);
      case Alias,
          Comment,
          DocumentEnd,
          DocumentStart,
          MappingEnd,
          SequenceEnd,
          StreamEnd,
          StreamStart ->
          throw new IllegalStateException("no YAML value begins with " + event);
    };
  }

  private Scalar scalar(ScalarEvent event) {
    Tag tag = event.isPlain() ? RESOLVER.resolve(event.getValue(), true) : Tag.STR;
    String kind;
    if (tag.equals(Tag.STR)) {
      kind = Scalar.TEXT;
    } else if (tag.equals(Tag.NULL)) {
      kind = "empty";
    } else {
      kind = tag.equals(Tag.BOOL) ? "a truth value" : "a number";
    }
    return new Scalar(place(event), event.getValue(), kind);
  }

  private Sequence sequence(Event start, int depth) {
    var elements = new ArrayList<Yaml>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      elements.add(value(event, depth + 1));
      event = events.next();
    }
    return new Sequence(place(start), List.copyOf(elements));
  }

  private Mapping mapping(Event start, int depth) {
    var entries = new ArrayList<Entry>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      refuseSharing(event);
      if (!(event instanceof ScalarEvent key)) {
        throw refused(event, "a key must be text", "Write 'key: value'.");
      }
      entries.add(new Entry(place(key), key.getValue(), value(events.next(), depth + 1)));
      event = events.next();
    }
    return new Mapping(place(start), List.copyOf(entries));
  }

  private void refuseSharing(Event event) {
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
      throw refused(event, "anchors and aliases are not read", "Write the value out.");
    }
    if ((event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
        || (event instanceof CollectionStartEvent start && start.getTag().isPresent())) {
      throw refused(event, "tags are not read", "Leave the tag out.");
    }
  }

  private ReleaseException refused(Event event, String sentence, String remedy) {
    return ReleaseException.input(place(event) + ": " + sentence, remedy);
  }

  private String place(Event event) {
    return event.getStartMark().map(places).orElseThrow();
  }
}
