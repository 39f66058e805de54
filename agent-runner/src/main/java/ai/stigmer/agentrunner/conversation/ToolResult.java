package ai.stigmer.agentrunner.conversation;

/// What a tool gave back, for the model to read.
///
/// @param text the output, or what went wrong in words
/// @param failed whether the tool could not do what it was asked to
public record ToolResult(String text, boolean failed) {

  /// The output of a tool that did what it was asked to.
  public static ToolResult of(String text) {
    return new ToolResult(text, false);
  }

  /// What went wrong, told so that a model can do better.
  public static ToolResult failure(String text) {
    return new ToolResult(text, true);
  }
}
