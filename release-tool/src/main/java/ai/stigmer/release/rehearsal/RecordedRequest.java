package ai.stigmer.release.rehearsal;

/// One request that an embedded server answered.
///
/// @param method the HTTP method, in capitals
/// @param path the path with its query, as it was asked for
/// @param status the answer's status
/// @param bytesReceived the size of the request's body, in bytes
public record RecordedRequest(String method, String path, int status, long bytesReceived) {

  /// Whether the request asked for a change (RFC 9110 section 9.2.1: the methods that are not
  /// safe), whatever came of it.
  public boolean isWrite() {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS" -> false;
      default -> true;
    };
  }
}
