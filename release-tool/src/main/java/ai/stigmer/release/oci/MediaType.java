package ai.stigmer.release.oci;

/// The media types this project writes or accepts (OCI image specification, "Media Types").
public final class MediaType {

  /// An OCI image index.
  public static final String INDEX = "application/vnd.oci.image.index.v1+json";

  /// An OCI image manifest.
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  /// Docker's image manifest, schema 2.
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";

  /// Docker's manifest list.
  public static final String DOCKER_INDEX =
      "application/vnd.docker.distribution.manifest.list.v2+json";

  /// A CycloneDX document in JSON: what is inside.
  public static final String CYCLONEDX = "application/vnd.cyclonedx+json";

  /// An in-toto statement in JSON: how it was built.
  public static final String IN_TOTO = "application/vnd.in-toto+json";

  /// A configuration that says nothing: `{}`.
  public static final String EMPTY = "application/vnd.oci.empty.v1+json";

  private MediaType() {}
}
