package ai.stigmer.release.oci;

/// What refers to content: its media type, digest and size (OCI image specification, "Content
/// Descriptors").
///
/// @param mediaType what the content is
/// @param digest the content's digest
/// @param size the content's size in bytes
public record Descriptor(String mediaType, Digest digest, long size) {

  /// The descriptor of these bytes.
  public static Descriptor of(String mediaType, byte[] content) {
    return new Descriptor(mediaType, Digest.ofBytes(content), content.length);
  }
}
