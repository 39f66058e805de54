package ai.stigmer.agentrunner.conversation;

import java.util.List;

/// A tool as a model is told of it.
///
/// @param name its name
/// @param description what it does, told to the model
/// @param parameters its arguments, in the order a person would give them
public record ToolSpecification(String name, String description, List<Parameter> parameters) {

  /// Copies the parameters.
  public ToolSpecification {
    parameters = List.copyOf(parameters);
  }

  /// One argument.
  ///
  /// @param description what it means, told to the model
  public record Parameter(String name, Type type, boolean required, String description) {}

  /// What an argument may be.
  public sealed interface Type {

    /// A text.
    record Text() implements Type {}

    /// A whole number.
    record WholeNumber() implements Type {}

    /// True or false.
    record Flag() implements Type {}

    /// One of these texts.
    record Choice(List<String> values) implements Type {
      /// Copies the values.
      public Choice {
        values = List.copyOf(values);
      }
    }

    /// A list of objects with these fields.
    record Objects(List<Parameter> fields) implements Type {
      /// Copies the fields.
      public Objects {
        fields = List.copyOf(fields);
      }
    }
  }
}
