package ai.stigmer.agentrunner.workflow;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.util.List;
import java.util.Optional;

/// Objects of JSON on one line.
final class Json {

  private final Struct.Builder fields = Struct.newBuilder();

  private Json() {}

  /// An event of that type.
  static Json event(String type) {
    return new Json().with("type", type);
  }

  /// An empty object.
  static Json object() {
    return new Json();
  }

  /// Reads one object.
  ///
  /// @return nothing if that is none
  static Optional<Struct> read(String line) {
    Struct.Builder read = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(line, read);
    } catch (InvalidProtocolBufferException broken) {
      return Optional.empty();
    }
    return Optional.of(read.build());
  }

  Json with(String name, String value) {
    fields.putFields(name, Value.newBuilder().setStringValue(value).build());
    return this;
  }

  Json with(String name, boolean value) {
    fields.putFields(name, Value.newBuilder().setBoolValue(value).build());
    return this;
  }

  Json with(String name, Struct value) {
    fields.putFields(name, Value.newBuilder().setStructValue(value).build());
    return this;
  }

  Json with(String name, List<Json> values) {
    ListValue.Builder list = ListValue.newBuilder();
    values.forEach(value -> list.addValuesBuilder().setStructValue(value.fields));
    fields.putFields(name, Value.newBuilder().setListValue(list).build());
    return this;
  }

  /// The line, without its end.
  String line() {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(fields);
    } catch (InvalidProtocolBufferException notJson) {
      throw new IllegalStateException("an event that JSON cannot tell", notJson);
    }
  }
}
