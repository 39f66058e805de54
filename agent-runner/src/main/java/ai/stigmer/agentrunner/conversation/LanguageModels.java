package ai.stigmer.agentrunner.conversation;

/// The models this worker can reach.
public interface LanguageModels {

  /// The model of that name, which may be a friendly one; the configured one for an empty name.
  ///
  /// @throws ModelException if no such model can be reached, for want of a key for example
  LanguageModel named(String name);
}
