package ai.stigmer.release.oci;

import java.util.Arrays;

/// A manifest or index as a registry stores it: its bytes are its identity.
public final class Manifest {

  private final String mediaType;
  private final byte[] content;
  private final Digest digest;

  /// A manifest of that media type with these bytes.
  public Manifest(String mediaType, byte[] content) {
    this.mediaType = mediaType;
    this.content = content.clone();
    this.digest = Digest.ofBytes(content);
  }

  /// What it is, one of [MediaType].
  public String mediaType() {
    return mediaType;
  }

  /// A copy of its bytes.
  public byte[] content() {
    return content.clone();
  }

  /// The digest of its bytes.
  public Digest digest() {
    return digest;
  }

  /// What refers to this manifest.
  public Descriptor descriptor() {
    return new Descriptor(mediaType, digest, content.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Manifest manifest
        && mediaType.equals(manifest.mediaType)
        && Arrays.equals(content, manifest.content);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return mediaType + " " + digest;
  }
}
