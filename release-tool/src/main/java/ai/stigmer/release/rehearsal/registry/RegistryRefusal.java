package ai.stigmer.release.rehearsal.registry;

import ai.stigmer.release.json.Json;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Map;

/// An answer that is an error (OCI distribution specification, "Error Codes").
final class RegistryRefusal extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String message;

  RegistryRefusal(int status, String code, String message) {
    super(code + ": " + message);
    this.status = status;
    this.code = code;
    this.message = message;
  }

  static RegistryRefusal unauthorized() {
    return new RegistryRefusal(401, "UNAUTHORIZED", "authentication required");
  }

  static RegistryRefusal unknownBlob(String digest) {
    return new RegistryRefusal(404, "BLOB_UNKNOWN", "blob unknown: " + digest);
  }

  static RegistryRefusal unknownManifest(String reference) {
    return new RegistryRefusal(404, "MANIFEST_UNKNOWN", "manifest unknown: " + reference);
  }

  static RegistryRefusal unknownRepository(String name) {
    return new RegistryRefusal(404, "NAME_UNKNOWN", "repository unknown: " + name);
  }

  static RegistryRefusal unknownUpload() {
    return new RegistryRefusal(404, "BLOB_UPLOAD_UNKNOWN", "upload unknown");
  }

  static RegistryRefusal invalidManifest(String why) {
    return new RegistryRefusal(400, "MANIFEST_INVALID", why);
  }

  static RegistryRefusal missingPart(String digest) {
    return new RegistryRefusal(
        400, "MANIFEST_BLOB_UNKNOWN", "the manifest refers to what is not here: " + digest);
  }

  static RegistryRefusal invalidDigest(String text) {
    return new RegistryRefusal(400, "DIGEST_INVALID", "not this content's digest: " + text);
  }

  static RegistryRefusal unknownEndpoint() {
    return new RegistryRefusal(404, "UNSUPPORTED", "no such endpoint");
  }

  static RegistryRefusal unsupported(String method) {
    return new RegistryRefusal(405, "UNSUPPORTED", "unsupported here: " + method);
  }

  int status() {
    return status;
  }

  byte[] body() {
    return Json.write(Map.of("errors", List.of(Map.of("code", code, "message", message))));
  }
}
