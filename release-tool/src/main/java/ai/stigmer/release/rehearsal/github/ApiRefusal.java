package ai.stigmer.release.rehearsal.github;

import java.io.Serial;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer of 400 or above in GitHub's words.
final class ApiRefusal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Map<String, String>> errors;

  private ApiRefusal(int status, String message, List<Map<String, String>> errors) {
    super(message);
    this.status = status;
    this.errors = errors;
  }

  static ApiRefusal of(int status, String message) {
    return new ApiRefusal(status, message, List.of());
  }

  static ApiRefusal notFound() {
    return of(404, "Not Found");
  }

  /// A validation that failed at one field with one of the documented codes.
  static ApiRefusal invalid(String resource, String field, String code) {
    return new ApiRefusal(
        422,
        "Validation Failed",
        List.of(Map.of("resource", resource, "field", field, "code", code)));
  }

  /// A validation that failed with a sentence.
  static ApiRefusal custom(String resource, String sentence) {
    return new ApiRefusal(
        422,
        "Validation Failed",
        List.of(Map.of("resource", resource, "code", "custom", "message", sentence)));
  }

  int status() {
    return status;
  }

  Object body() {
    Map<String, @Nullable Object> body =
        ApiExchange.object(
            "message", String.valueOf(getMessage()),
            "documentation_url", "https://docs.github.com/rest",
            "status", Integer.toString(status));
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    return body;
  }
}
