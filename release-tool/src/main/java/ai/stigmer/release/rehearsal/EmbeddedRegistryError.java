package ai.stigmer.release.rehearsal;

import ai.stigmer.release.json.Json;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Map;

/// An answer that is an error (OCI distribution specification, "Error Codes").
final class EmbeddedRegistryError extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String message;

  EmbeddedRegistryError(int status, String code, String message) {
    super(code + ": " + message);
    this.status = status;
    this.code = code;
    this.message = message;
  }

  static EmbeddedRegistryError unauthorized() {
    return new EmbeddedRegistryError(401, "UNAUTHORIZED", "authentication required");
  }

  static EmbeddedRegistryError unknownBlob(String digest) {
    return new EmbeddedRegistryError(404, "BLOB_UNKNOWN", "blob unknown: " + digest);
  }

  static EmbeddedRegistryError unknownManifest(String reference) {
    return new EmbeddedRegistryError(404, "MANIFEST_UNKNOWN", "manifest unknown: " + reference);
  }

  static EmbeddedRegistryError unknownRepository(String name) {
    return new EmbeddedRegistryError(404, "NAME_UNKNOWN", "repository unknown: " + name);
  }

  static EmbeddedRegistryError unknownUpload() {
    return new EmbeddedRegistryError(404, "BLOB_UPLOAD_UNKNOWN", "upload unknown");
  }

  static EmbeddedRegistryError invalidManifest(String why) {
    return new EmbeddedRegistryError(400, "MANIFEST_INVALID", why);
  }

  static EmbeddedRegistryError missingPart(String digest) {
    return new EmbeddedRegistryError(
        400, "MANIFEST_BLOB_UNKNOWN", "the manifest refers to what is not here: " + digest);
  }

  static EmbeddedRegistryError invalidDigest(String text) {
    return new EmbeddedRegistryError(400, "DIGEST_INVALID", "not this content's digest: " + text);
  }

  static EmbeddedRegistryError unsupported(String method) {
    return new EmbeddedRegistryError(405, "UNSUPPORTED", "unsupported here: " + method);
  }

  int status() {
    return status;
  }

  byte[] body() {
    return Json.write(Map.of("errors", List.of(Map.of("code", code, "message", message))));
  }
}
