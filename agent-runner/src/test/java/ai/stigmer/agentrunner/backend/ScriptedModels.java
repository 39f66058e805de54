package ai.stigmer.agentrunner.backend;

import ai.stigmer.agentrunner.conversation.LanguageModel;
import ai.stigmer.agentrunner.conversation.LanguageModels;
import ai.stigmer.agentrunner.conversation.ModelException;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.conversation.Turn;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Models that all answer the same.
final class ScriptedModels implements LanguageModels, LanguageModel {

  private final Turn.Model answer;
  private final List<String> named = new CopyOnWriteArrayList<>();
  private final List<String> instructions = new CopyOnWriteArrayList<>();
  private volatile Optional<String> failure = Optional.empty();

  ScriptedModels(String answer) {
    this.answer = new Turn.Model(answer, List.of());
  }

  Turn.Model answer() {
    return answer;
  }

  List<String> named() {
    return named;
  }

  List<String> instructions() {
    return instructions;
  }

  void failWith(String sentence) {
    failure = Optional.of(sentence);
  }

  @Override
  public LanguageModel named(String name) {
    named.add(name);
    return this;
  }

  @Override
  public Turn.Model reply(
      String told, List<Turn> turns, List<ToolSpecification> tools, Consumer<String> partialText) {
    instructions.add(told);
    failure.ifPresent(sentence -> {
      throw new ModelException(sentence);
    });
    partialText.accept(answer.text());
    return answer;
  }
}
