package ai.stigmer.release.registry;

import ai.stigmer.release.problem.ReleaseException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a list that comes in pages goes on: the answer's `Link` header (RFC 8288).
final class NextPage {

  private static final Pattern NEXT =
      Pattern.compile("<([^<>]*)>\\s*;[^,]*\\brel=\"?next\"?(?=[\\s;,]|$)");

  private NextPage() {}

  /// The next page's address, or nothing if this is the last.
  ///
  /// @throws ReleaseException of kind remote if it is not the registry's own: no other is shown a
  ///   credential
  static Optional<URI> of(
      RegistryConnection connection, RegistryCall call, HttpResponse<?> response) {
    for (String link : response.headers().allValues("Link")) {
      Matcher matcher = NEXT.matcher(link);
      if (matcher.find()) {
        return Optional.of(resolve(connection, call, matcher.group(1)));
      }
    }
    return Optional.empty();
  }

  private static URI resolve(RegistryConnection connection, RegistryCall call, String link) {
    try {
      URI next = call.uri().resolve(link);
      if (connection.isOwn(next)) {
        return next;
      }
    } catch (IllegalArgumentException unreadable) {
      // The same sentence serves.
    }
    throw ReleaseException.remote(
        call.repository().registry()
            + ", "
            + call.what()
            + ", goes on at '"
            + PlainText.bounded(link, 200)
            + "', which is not its own address",
        "Report it to whoever runs the registry.");
  }
}
