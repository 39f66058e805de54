package ai.stigmer.release.registry;

import ai.stigmer.release.http.Links;
import ai.stigmer.release.problem.ReleaseException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;

/// Where a list that comes in pages goes on: the answer's `Link` header (RFC 8288).
final class NextPage {

  private NextPage() {}

  /// The next page's address, or nothing if this is the last.
  ///
  /// @throws ReleaseException of kind remote if it is not the registry's own: no other is shown a
  ///   credential
  static Optional<URI> of(
      RegistryConnection connection, RegistryCall call, HttpResponse<?> response) {
    Optional<URI> next = Links.next(response);
    if (next.isEmpty() || connection.isOwn(next.get())) {
      return next;
    }
    throw ReleaseException.remote(
        call.repository().registry()
            + ", "
            + call.what()
            + ", goes on at '"
            + PlainText.bounded(next.get().toString(), 200)
            + "', which is not its own address",
        "Report it to whoever runs the registry.");
  }
}
