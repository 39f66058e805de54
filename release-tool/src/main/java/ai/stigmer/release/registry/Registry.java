package ai.stigmer.release.registry;

import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Manifest;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.oci.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An OCI registry (OCI distribution specification 1.1). Every method may fail with a
/// [ai.stigmer.release.problem.ReleaseException] of kind permission or remote; only a 404 is an
/// absence.
public interface Registry {

  /// The client for the registries that repositories name: by https, and by plain HTTP on this
  /// machine's loopback. May be used by several threads.
  static Registry connect(
      HttpTransport transport, RegistryCredentials credentials, RetryPolicy retries) {
    return new HttpRegistry(transport, credentials, retries, Optional.empty());
  }

  /// The same for somebody who is going to write to a repository: where there is a login, every
  /// token for that one is good for writing, too. Some registries refuse others to read a
  /// repository that does not exist yet.
  static Registry connectToWrite(
      Repository written,
      HttpTransport transport,
      RegistryCredentials credentials,
      RetryPolicy retries) {
    return new HttpRegistry(transport, credentials, retries, Optional.of(written));
  }

  /// What a reference resolves to, without its content.
  Optional<Descriptor> resolve(Reference reference);

  /// The manifest or index behind a reference.
  Optional<Manifest> manifest(Reference reference);

  /// Every tag of a repository, page by page, in no particular order; none if there is no such
  /// repository.
  List<String> tags(Repository repository);

  /// Whether a blob is in a repository.
  boolean hasBlob(Repository repository, Digest digest);

  /// Makes a blob exist in a repository. Nothing is sent if it is there; if another repository of
  /// the same registry is named as its source, it is mounted from there where the registry allows
  /// it.
  ///
  /// @param file the blob's content, which is read only if it must be sent
  /// @return how the blob came to be there
  BlobTransfer pushBlob(
      Repository repository, Descriptor blob, Path file, Optional<Repository> mountFrom);

  /// Proves that a repository may be written, and writes nothing: sends a manifest that is not what
  /// its digest says, which no registry may keep. An upload that is begun and cancelled is no proof
  /// without a trace: distribution 2.8 keeps a file of it.
  ///
  /// @throws ai.stigmer.release.problem.ReleaseException of kind permission if it may not
  void tryWrite(Repository repository);

  /// How a blob came to be in a repository.
  enum BlobTransfer {
    /// It was there before.
    PRESENT,
    /// The registry took it from another of its repositories.
    MOUNTED,
    /// Its bytes were sent.
    SENT
  }

  /// The content of a small blob: an image's configuration, say.
  ///
  /// @param limit the most bytes it may have
  /// @throws ai.stigmer.release.problem.ReleaseException of kind remote also if it is absent,
  ///   larger than that, or not what its digest says
  byte[] blob(Repository repository, Digest digest, int limit);

  /// Writes a blob to a file, which appears only when it is whole and has its digest.
  ///
  /// @throws ai.stigmer.release.problem.ReleaseException of kind remote also if it is absent, or
  ///   larger than its descriptor says
  void download(Repository repository, Descriptor blob, Path file);

  /// Stores a manifest under a reference, after everything it refers to.
  ///
  /// @return what was stored, as the registry confirmed it
  Descriptor pushManifest(Reference reference, Manifest manifest);

  /// The manifests whose subject is another one, each of which is there (OCI distribution
  /// specification, "Listing Referrers"). Where the registry keeps no such list, the one that its
  /// clients keep under the subject's tag, `sha256-` and the digits of its digest.
  List<Descriptor> referrers(Repository repository, Digest subject);

  /// Whether the referrers of a manifest that is there can be listed: by the registry, or under the
  /// subject's tag. GitLab's lists none, and takes that tag for the subject itself.
  boolean keepsReferrers(Repository repository, Digest subject);

  /// Stores a referrer, after the blobs it is made of, and has it listed.
  ///
  /// @return whether it is; if not, the registry can keep no list
  boolean attach(Repository repository, Referrer referrer);

  /// The digest a reference resolves to.
  default Optional<Digest> digest(Reference reference) {
    return resolve(reference).map(Descriptor::digest);
  }
}
