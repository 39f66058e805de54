package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.AgentMessage;
import com.google.protobuf.Message;
import java.util.List;

/// What became of a status since it was last told: the part of it that stays, and what follows.
///
/// Messages only grow and calls end in their order, so what is sent over a whole execution adds up
/// to little more than its last status.
///
/// @param keptMessages how many messages stay as they are
/// @param keptText how many characters stay of the text of the message after those
/// @param keptCalls how many tool calls of that message stay as they are
/// @param rest the new status without what stays, and without the list of all tool calls, which is
///   that of the messages
public record Change(int keptMessages, int keptText, int keptCalls, AgentExecutionStatus rest) {

  /// What leads from one status to another.
  public static Change between(AgentExecutionStatus before, AgentExecutionStatus after) {
    int messages = common(before.getMessagesList(), after.getMessagesList());
    AgentExecutionStatus.Builder rest = after.toBuilder().clearToolCalls().clearMessages();
    List<AgentMessage> following =
        after.getMessagesList().subList(messages, after.getMessagesCount());
    rest.addAllMessages(following);
    if (following.isEmpty() || messages == before.getMessagesCount()) {
      return new Change(messages, 0, 0, rest.build());
    }
    AgentMessage old = before.getMessages(messages);
    AgentMessage grown = following.getFirst();
    int text = common(old.getContent(), grown.getContent());
    int calls = common(old.getToolCallsList(), grown.getToolCallsList());
    rest.setMessages(
        0,
        grown.toBuilder()
            .setContent(grown.getContent().substring(text))
            .clearToolCalls()
            .addAllToolCalls(grown.getToolCallsList().subList(calls, grown.getToolCallsCount())));
    return new Change(messages, text, calls, rest.build());
  }

  /// The new status. A status that never held what should stay gives one without it.
  public AgentExecutionStatus appliedTo(AgentExecutionStatus before) {
    int messages = Math.min(keptMessages, before.getMessagesCount());
    AgentExecutionStatus.Builder status =
        rest.toBuilder()
            .clearMessages()
            .addAllMessages(before.getMessagesList().subList(0, messages));
    for (int index = 0; index < rest.getMessagesCount(); index++) {
      AgentMessage message = rest.getMessages(index);
      status.addMessages(
          index == 0 && messages < before.getMessagesCount()
              ? grown(before.getMessages(messages), message)
              : message);
    }
    for (AgentMessage message : List.copyOf(status.getMessagesList())) {
      status.addAllToolCalls(message.getToolCallsList());
    }
    return status.build();
  }

  private AgentMessage grown(AgentMessage old, AgentMessage growth) {
    String text = old.getContent().substring(0, Math.min(keptText, old.getContent().length()));
    return growth.toBuilder()
        .setContent(text + growth.getContent())
        .clearToolCalls()
        .addAllToolCalls(
            old.getToolCallsList().subList(0, Math.min(keptCalls, old.getToolCallsCount())))
        .addAllToolCalls(growth.getToolCallsList())
        .build();
  }

  private static int common(List<? extends Message> left, List<? extends Message> right) {
    int count = 0;
    while (count < Math.min(left.size(), right.size())
        && left.get(count).equals(right.get(count))) {
      count++;
    }
    return count;
  }

  private static int common(String left, String right) {
    int count = 0;
    while (count < Math.min(left.length(), right.length())
        && left.charAt(count) == right.charAt(count)) {
      count++;
    }
    // Half a character cannot be sent.
    return count > 0 && Character.isHighSurrogate(left.charAt(count - 1)) ? count - 1 : count;
  }
}
