package ai.stigmer.agentrunner.backend;

import ai.stigmer.agentrunner.execution.BackendException;
import io.grpc.Status;
import java.util.Optional;

/// The words for a server that did not do what it was asked to.
///
/// @param server where it listens
/// @param key what the worker is known by, if by anything
record Refusal(String server, Optional<Key> key) {

  private static final int LONGEST_DETAIL = 300;

  /// What that status means for a person.
  BackendException of(Status status, Errand<?, ?> errand) {
    if (status.getCause() instanceof BackendException own) {
      return own;
    }
    return new BackendException(sentence(status, errand));
  }

  private String sentence(Status status, Errand<?, ?> errand) {
    String wish = "%s %s".formatted(errand.purpose(), errand.subject());
    return switch (status.getCode()) {
      case UNAUTHENTICATED ->
          key.isPresent()
              ? "The server at %s does not accept the key in STIGMER_API_KEY: set it to one of that server's keys"
                  .formatted(server)
              : "The server at %s wants a key: set STIGMER_API_KEY to one of that server's keys"
                  .formatted(server);
      case PERMISSION_DENIED ->
          "The server at %s does not let the worker %s (%s): give the account of STIGMER_API_KEY that permission, or use another key"
              .formatted(server, wish, detail(status));
      case NOT_FOUND ->
          "The server at %s has no %s: it was removed, or STIGMER_BACKEND_ENDPOINT names another server"
              .formatted(server, errand.subject());
      case UNAVAILABLE ->
          "The server at %s cannot be reached to %s (%s): start it, or mend STIGMER_BACKEND_ENDPOINT"
              .formatted(server, wish, detail(status));
      case DEADLINE_EXCEEDED ->
          "The server at %s was asked to %s and does not answer: look at its log"
              .formatted(server, wish);
      case UNIMPLEMENTED ->
          "The server at %s does not know %s: STIGMER_BACKEND_ENDPOINT must name a Stigmer server"
              .formatted(server, errand.method().getFullMethodName());
      case OK,
          CANCELLED,
          UNKNOWN,
          INVALID_ARGUMENT,
          ALREADY_EXISTS,
          RESOURCE_EXHAUSTED,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          INTERNAL,
          DATA_LOSS ->
          "The server at %s failed to %s (%s, %s): look at its log"
              .formatted(server, wish, status.getCode(), detail(status));
    };
  }

  /// What the server itself says, or else the innermost cause, which is where "connection refused"
  /// stands; in one line of bounded length, the key hidden.
  private String detail(Status status) {
    String text = Optional.ofNullable(status.getDescription()).orElse("no reason given");
    for (var cause = status.getCause(); cause != null; cause = cause.getCause()) {
      text = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
    }
    String shown = key.isPresent() ? key.get().hiddenIn(text) : text;
    String line = shown.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "…";
  }
}
