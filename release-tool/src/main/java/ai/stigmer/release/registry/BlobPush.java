package ai.stigmer.release.registry;

import ai.stigmer.release.http.Bodies;
import ai.stigmer.release.http.RetryPolicy;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry.BlobTransfer;
import ai.stigmer.release.registry.RegistryCall.Access;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Making one blob exist (OCI distribution specification, "Pushing blobs"): is it there, can it be
/// mounted, then open an upload and send it in one piece. After a failure anywhere the whole begins
/// anew, since a commit whose reply was lost may have been carried out.
final class BlobPush implements RetryPolicy.Unit<BlobTransfer> {

  // What a sending may take besides: the registry may hash the whole blob before it answers.
  private static final Duration COMMIT_TIME = Duration.ofMinutes(5);
  private static final long SLOWEST_BYTES_PER_SECOND = 50_000;

  private final RegistryConnection connection;
  private final Repository repository;
  private final Descriptor blob;
  private final Path file;
  private final RegistryCall exists;
  private final RegistryCall uploads;
  private final Optional<Repository> mountFrom;
  private int mountsLeft = 2;
  private BlobTransfer attempted = BlobTransfer.PRESENT;

  BlobPush(
      RegistryConnection connection,
      Repository repository,
      Descriptor blob,
      Path file,
      Optional<Repository> mountFrom) {
    this.connection = connection;
    this.repository = repository;
    this.blob = blob;
    this.file = file;
    this.mountFrom =
        mountFrom.filter(source ->
            source.registry().equals(repository.registry()) && !source.equals(repository));
    this.exists =
        RegistryCall.of(
            "HEAD",
            connection.address(repository.path() + "/blobs/" + blob.digest()),
            "pushing " + blob.digest() + " to " + repository,
            repository,
            Access.PUSH);
    this.uploads =
        RegistryCall.of(
            "POST",
            connection.address(repository.path() + "/blobs/uploads/"),
            exists.what(),
            repository,
            Access.PUSH);
  }

  /// What is attempted.
  String what() {
    return exists.what();
  }

  @Override
  public BlobTransfer run() throws IOException {
    HttpResponse<InputStream> present = connection.send(exists, 200, 404);
    present.body().close();
    if (present.statusCode() == 200) {
      return attempted;
    }
    HttpResponse<InputStream> opened = open();
    Bodies.discard(opened);
    if (opened.statusCode() == 201) {
      return BlobTransfer.MOUNTED;
    }
    send(RegistryConnection.location(uploads, opened));
    return BlobTransfer.SENT;
  }

  private HttpResponse<InputStream> open() throws IOException {
    if (mountFrom.isPresent() && mountsLeft > 0) {
      mountsLeft--;
      attempted = BlobTransfer.MOUNTED;
      try {
        return connection.send(mount(mountFrom.get()), 201, 202);
      } catch (ReleaseException refused) {
        // Not every registry mounts, or allows it: a plain upload tells what is really amiss.
        mountsLeft = 0;
      }
    }
    return connection.send(uploads, 202);
  }

  private RegistryCall mount(Repository source) {
    String query =
        "?mount="
            + blob.digest()
            + "&from="
            + URLEncoder.encode(source.path(), StandardCharsets.UTF_8);
    return uploads.at(URI.create(uploads.uri() + query)).takingFrom(source);
  }

  private void send(URI session) throws IOException {
    requireSize();
    attempted = BlobTransfer.SENT;
    String separator = session.getRawQuery() == null ? "?" : "&";
    RegistryCall commit =
        RegistryCall.of(
                "PUT",
                URI.create(session + separator + "digest=" + blob.digest()),
                exists.what(),
                repository,
                Access.PUSH)
            .with(Map.of("Content-Type", "application/octet-stream"))
            .sending(
                BodyPublishers.ofFile(file),
                COMMIT_TIME.plusSeconds(blob.size() / SLOWEST_BYTES_PER_SECOND));
    HttpResponse<InputStream> committed = connection.send(commit, 201, 404);
    if (committed.statusCode() == 404) {
      // The session is gone, perhaps because a commit whose reply was lost has used it up.
      throw new RetryPolicy.PassingFailure(
          "the upload was lost: " + connection.errors(committed), Optional.empty());
    }
    Bodies.discard(committed);
  }

  private void requireSize() throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != blob.size()) {
      throw ReleaseException.remote(
          file + " does not hold the " + blob.size() + " bytes of " + blob.digest(),
          "Something else changed it during the run: run it again.");
    }
  }
}
