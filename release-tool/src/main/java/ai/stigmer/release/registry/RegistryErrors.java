package ai.stigmer.release.registry;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.secret.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// What a registry says went wrong (OCI distribution specification, "Error Codes"), bounded.
///
/// @param status the answer's status
/// @param codes the registry's own codes, `MANIFEST_UNKNOWN`
/// @param text codes and messages as a person reads them; empty if there are none
record RegistryErrors(int status, List<String> codes, String text) {

  private static final int BODY_LIMIT = 64 * 1024;
  private static final int CODE_LIMIT = 64;
  private static final int MESSAGE_LIMIT = 300;
  private static final int COUNT_LIMIT = 3;

  RegistryErrors {
    codes = List.copyOf(codes);
  }

  /// Reads the errors of an answer, whatever its body is.
  ///
  /// @param secrets what was sent: a server may repeat it
  static RegistryErrors read(HttpResponse<InputStream> response, Redactor secrets)
      throws IOException {
    int status = response.statusCode();
    byte[] beginning = Bodies.readBeginning(response, BODY_LIMIT);
    String body = secrets.redact(new String(beginning, StandardCharsets.UTF_8)).strip();
    if (!body.startsWith("{")) {
      // A proxy's page says nothing that its status does not.
      return new RegistryErrors(
          status, List.of(), body.startsWith("<") ? "" : PlainText.firstLine(body, MESSAGE_LIMIT));
    }
    try {
      return parse(status, Json.parse(body, "the registry"));
    } catch (ReleaseException malformed) {
      // The status alone is the answer then.
      return new RegistryErrors(status, List.of(), "");
    }
  }

  /// Whether the registry itself says that what was asked for is unknown to it. A 404 without a
  /// code may come from anything on the way.
  boolean sayUnknown() {
    return codes.stream().anyMatch(code -> code.endsWith("_UNKNOWN") || code.equals("NOT_FOUND"));
  }

  /// Status and text, as one phrase.
  @Override
  public String toString() {
    return "status " + status + (text.isEmpty() ? "" : ", " + text);
  }

  private static RegistryErrors parse(int status, Json json) {
    List<Json> errors =
        json.find("errors").map(Json::elements).orElse(List.of()).stream()
            .limit(COUNT_LIMIT)
            .toList();
    return new RegistryErrors(
        status,
        errors.stream().map(error -> member(error, "code", CODE_LIMIT)).toList(),
        errors.stream()
            .map(error ->
                member(error, "code", CODE_LIMIT) + ": " + member(error, "message", MESSAGE_LIMIT))
            .collect(Collectors.joining("; ")));
  }

  private static String member(Json error, String name, int limit) {
    return PlainText.bounded(error.find(name).map(Json::text).orElse(""), limit);
  }
}
