package ai.stigmer.agentrunner.execution;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;

/// What a model wants a tool called with, as a status shows it.
final class Arguments {

  /// The key under which arguments stand that are no JSON object, or too long to be shown as one.
  static final String RAW = "arguments";

  private static final int LONGEST_TEXT = 1_000;

  private Arguments() {}

  /// The arguments as an object, cut to what the budget has room for.
  static Struct shown(String json, Budget budget) {
    Struct.Builder parsed = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(json, parsed);
    } catch (InvalidProtocolBufferException notAnObject) {
      return raw(json, budget);
    }
    Struct shortened = withShortTexts(parsed.build());
    int size = size(shortened);
    if (size > budget.room()) {
      return raw(json, budget);
    }
    budget.spend(size);
    return shortened;
  }

  private static Struct raw(String json, Budget budget) {
    return Struct.newBuilder()
        .putFields(RAW, Value.newBuilder().setStringValue(budget.spend(json)).build())
        .build();
  }

  private static Struct withShortTexts(Struct arguments) {
    Struct.Builder shortened = Struct.newBuilder();
    arguments
        .getFieldsMap()
        .forEach((name, value) ->
            shortened.putFields(
                name,
                value.hasStringValue()
                    ? Value.newBuilder()
                        .setStringValue(Budget.cut(value.getStringValue(), LONGEST_TEXT))
                        .build()
                    : value));
    return shortened.build();
  }

  private static int size(Struct arguments) {
    try {
      return Budget.size(JsonFormat.printer().omittingInsignificantWhitespace().print(arguments));
    } catch (InvalidProtocolBufferException notJson) {
      // A number JSON cannot write: it is shown as it came.
      return Integer.MAX_VALUE;
    }
  }
}
