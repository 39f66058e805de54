package ai.stigmer.agentrunner.execution;

import ai.stigmer.agentrunner.conversation.ToolRequest;
import ai.stigmer.agentrunner.conversation.ToolResult;
import ai.stigmer.agentrunner.conversation.Turn;
import java.util.ArrayList;
import java.util.List;

/// What of a long conversation is sent to a model.
///
/// 1. Every tool call has a result: one whose execution ended before it gets a result that says so,
///    since providers refuse a call without one.
/// 2. While the whole is over the limit, the results of tools are shortened, the oldest first.
/// 3. While it still is, the oldest turns are left out, a model's turn always together with its
///    results.
///
/// The last message of a person and the newest model turn with its results stay as they are.
final class ContextWindow {

  /// The most characters sent: some 75,000 tokens, which the hosted models all take.
  static final int LIMIT = 300_000;

  /// What a shortened result is cut to.
  static final int SHORT = 400;

  private static final ToolResult UNFINISHED =
      ToolResult.failure("The execution ended before this call was done.");

  private ContextWindow() {}

  /// The turns to send, of these.
  static List<Turn> of(List<Turn> turns) {
    List<Step> steps = steps(turns);
    int newest = steps.size() - 1;
    int person = newest;
    while (person > 0 && !(steps.get(person).opening() instanceof Turn.User)) {
      person--;
    }
    int size = steps.stream().mapToInt(Step::size).sum();
    for (int index = 0; index < newest && size > LIMIT; index++) {
      size -= steps.get(index).size();
      steps.set(index, steps.get(index).shortened());
      size += steps.get(index).size();
    }
    var sent = new ArrayList<Turn>();
    for (int index = 0; index <= newest; index++) {
      boolean stays = index == person || index == newest;
      // A conversation opens with a person.
      boolean opens = !sent.isEmpty() || steps.get(index).opening() instanceof Turn.User;
      if (stays || (size <= LIMIT && opens)) {
        sent.addAll(steps.get(index).turns());
      } else {
        size -= steps.get(index).size();
      }
    }
    return sent;
  }

  /// Each person's message, and each model's turn with its results.
  private static List<Step> steps(List<Turn> turns) {
    var steps = new ArrayList<Step>();
    for (Turn turn : turns) {
      switch (turn) {
        case Turn.User user -> steps.add(new Step(user, new ArrayList<>()));
        case Turn.Model model -> steps.add(new Step(model, new ArrayList<>()));
        case Turn.Tool tool -> steps.getLast().results().add(tool);
      }
    }
    steps.forEach(Step::finish);
    return steps;
  }

  /// @param opening a person's or a model's turn
  private record Step(Turn opening, List<Turn.Tool> results) {

    void finish() {
      if (opening instanceof Turn.Model model) {
        List<ToolRequest> requests = model.toolRequests();
        requests
            .subList(results.size(), requests.size())
            .forEach(request -> results.add(new Turn.Tool(request, UNFINISHED)));
      }
    }

    int size() {
      int said =
          switch (opening) {
            case Turn.User user -> user.text().length();
            case Turn.Model model ->
                model.text().length()
                    + model.toolRequests().stream()
                        .mapToInt(request -> request.arguments().length())
                        .sum();
            case Turn.Tool _ -> 0;
          };
      return said + results.stream().mapToInt(tool -> tool.result().text().length()).sum();
    }

    Step shortened() {
      return new Step(opening, results.stream().map(Step::shortened).toList());
    }

    private static Turn.Tool shortened(Turn.Tool tool) {
      String text = tool.result().text();
      return text.length() <= SHORT
          ? tool
          : new Turn.Tool(
              tool.request(),
              new ToolResult(
                  Budget.cut(text, SHORT) + " to make room; call the tool again to see it all",
                  tool.result().failed()));
    }

    List<Turn> turns() {
      var turns = new ArrayList<Turn>(results.size() + 1);
      turns.add(opening);
      turns.addAll(results);
      return turns;
    }
  }
}
