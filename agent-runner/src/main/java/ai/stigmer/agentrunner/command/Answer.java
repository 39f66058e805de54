package ai.stigmer.agentrunner.command;

import ai.stigmer.agentrunner.control.ControlClient;
import java.io.IOException;

/// The worker's answer to a request.
final class Answer {

  private Answer() {}

  /// Asks, passes the answer on, and gives what to exit with.
  static int of(ControlClient worker, String request, Console console) throws IOException {
    return worker
        .ask(request, console.out(), console.err())
        .orElseThrow(() -> new IOException("the worker ended first"));
  }
}
