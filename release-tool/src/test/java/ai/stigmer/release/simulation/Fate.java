package ai.stigmer.release.simulation;

/// What becomes of one request.
enum Fate {
  /// It is carried out and answered.
  APPLIED(0, true),
  /// It never arrives.
  DROPPED(0, false),
  /// It is carried out, and nobody is told.
  REPLY_LOST(0, true),
  /// It is carried out and answered after half a minute.
  SLOW(0, true),
  /// The client gives up on it; it is carried out some requests later.
  LATE(0, false),
  /// A read is answered as it was the last time; a write is carried out.
  STALE(0, true),
  /// The process dies before it.
  DIES_BEFORE(0, false),
  /// The process dies when it was carried out.
  DIES_AFTER(0, true),
  /// The credential is refused.
  UNAUTHORIZED(401, false),
  /// The credential is not enough.
  FORBIDDEN(403, false),
  /// A lie about a read, a refusal of a write.
  NOT_FOUND(404, false),
  /// Somebody else was faster.
  CONFLICTING(409, false),
  /// It is refused as invalid.
  INVALID(422, false),
  /// Too many requests, without a word on when to go on.
  LIMITED(429, false),
  /// Too many requests, with `Retry-After`.
  LIMITED_FOR_A_WHILE(429, false),
  /// A failure of the server.
  SERVER_ERROR(500, false),
  /// A failure on the way.
  BAD_GATEWAY(502, false),
  /// A failure on the way back.
  BAD_GATEWAY_THOUGH_APPLIED(502, true),
  /// Down for now, without a word on when to go on.
  UNAVAILABLE(503, false),
  /// Down for now, with `Retry-After`.
  UNAVAILABLE_FOR_A_WHILE(503, false),
  /// Nothing came back in time to somebody on the way.
  TIMED_OUT(504, false);

  private final int status;
  private final boolean applied;

  Fate(int status, boolean applied) {
    this.status = status;
    this.applied = applied;
  }

  /// The HTTP status it is answered with in place of the world's own, or 0.
  int status() {
    return status;
  }

  /// Whether the request is carried out there and then.
  boolean isApplied() {
    return applied;
  }

  /// Whether the answer says when to ask again.
  boolean saysWhen() {
    return this == LIMITED_FOR_A_WHILE || this == UNAVAILABLE_FOR_A_WHILE;
  }

  /// Whether the process ends with it.
  boolean isDeath() {
    return this == DIES_BEFORE || this == DIES_AFTER;
  }
}
