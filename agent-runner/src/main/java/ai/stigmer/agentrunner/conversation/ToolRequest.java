package ai.stigmer.agentrunner.conversation;

/// A model's wish that a tool be called.
///
/// @param id what the model knows the call by; unique in its conversation
/// @param name the tool's name, as the model wrote it
/// @param arguments the arguments as the model wrote them: meant to be a JSON object
public record ToolRequest(String id, String name, String arguments) {}
