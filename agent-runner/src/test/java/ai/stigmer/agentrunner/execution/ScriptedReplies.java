package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.conversation.LanguageModel;
import ai.stigmer.agentrunner.conversation.ModelException;
import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolSpecification;
import ai.stigmer.agentrunner.conversation.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// A model that says what it was told to say: after the nth turn of its own in a conversation since
/// the person's last message, the next one.
public final class ScriptedReplies implements LanguageModel {

  private final List<Turn.Model> replies;
  private final List<List<Turn>> heard = Collections.synchronizedList(new ArrayList<>());

  /// A model with these turns; when they are used up it fails.
  public ScriptedReplies(Turn.Model... replies) {
    this.replies = List.of(replies);
  }

  /// A turn that asks for these tools, each `name id arguments`.
  public static Turn.Model asks(String... calls) {
    var requests = new ArrayList<ToolRequest>();
    for (String call : calls) {
      String[] parts = call.split(" ", 3);
      requests.add(new ToolRequest(parts[1], parts[0], parts.length > 2 ? parts[2] : "{}"));
    }
    return new Turn.Model("", requests);
  }

  /// The last turn.
  public static Turn.Model says(String text) {
    return new Turn.Model(text, List.of());
  }

  @Override
  public Turn.Model reply(
      String instructions,
      List<Turn> turns,
      List<ToolSpecification> tools,
      Consumer<String> partialText) {
    heard.add(List.copyOf(turns));
    int next = 0;
    for (Turn turn : turns) {
      next = turn instanceof Turn.User ? 0 : turn instanceof Turn.Model ? next + 1 : next;
    }
    if (next >= replies.size()) {
      throw new ModelException("The model has no more to say; write a longer script.");
    }
    for (String word : replies.get(next).text().splitWithDelimiters(" ", 0)) {
      partialText.accept(word);
    }
    return replies.get(next);
  }

  /// What it was sent each time.
  public List<List<Turn>> heard() {
    return List.copyOf(heard);
  }
}
