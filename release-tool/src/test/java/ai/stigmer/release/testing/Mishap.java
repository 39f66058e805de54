package ai.stigmer.release.testing;

/// What becomes of one request that a [FaultyProxy] was to pass on.
public enum Mishap {
  /// The client is killed, and the request never arrives.
  KILLED_BEFORE,
  /// The client is killed while it sends: the request's head and half of its body arrive.
  KILLED_HALFWAY,
  /// The client is killed when the request was carried out.
  KILLED_AFTER,
  /// The client is told to end, by SIGINT, when the request was carried out.
  INTERRUPTED,
  /// The client is told to end, by SIGTERM, when the request was carried out.
  TERMINATED,
  /// The connection breaks, and the request never arrives.
  DROPPED,
  /// The request is carried out, and the connection breaks before the answer.
  REPLY_LOST,
  /// The request is carried out, and the connection breaks within the answer.
  ANSWER_CUT,
  /// Somebody on the way answers with a page of their own and 200.
  CAPTIVE_PORTAL,
  /// Somebody on the way answers that the server is not available, 503.
  UNAVAILABLE,
  /// There were too many requests, 429; the next one may come at once.
  LIMITED;

  /// Whether the client's process is told to end, and may tidy up.
  public boolean isCancellation() {
    return this == INTERRUPTED || this == TERMINATED;
  }
}
