package ai.stigmer.release.http;

import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where an answer says to go on. Whether to go there, and with what, is the caller's to decide.
public final class Links {

  private static final Pattern NEXT =
      Pattern.compile("<([^<>]*)>\\s*;[^,]*\\brel=\"?next\"?(?=[\\s;,]|$)");
  private static final int LONGEST = 8 * 1024;

  private Links() {}

  /// The next page of a list (RFC 8288), made absolute; nothing if this is the last.
  ///
  /// @throws ReleaseException of kind remote if it is no address of a server
  public static Optional<URI> next(HttpResponse<?> response) {
    return response.headers().allValues("Link").stream()
        .map(link -> NEXT.matcher(bounded(response, link)))
        .filter(Matcher::find)
        .findFirst()
        .map(found -> resolve(response, found.group(1)));
  }

  /// Where a redirect leads, or where something new is (RFC 9110 section 10.2.2), made absolute.
  ///
  /// @throws ReleaseException of kind remote if it is no address of a server
  public static Optional<URI> location(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Location")
        .map(location -> resolve(response, bounded(response, location)));
  }

  private static URI resolve(HttpResponse<?> response, String link) {
    try {
      URI address = response.uri().resolve(link);
      boolean http = address.getScheme() != null && address.getScheme().matches("(?i)https?");
      if (http && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException unreadable) {
      // The same sentence serves.
    }
    throw nowhere(response, link);
  }

  private static String bounded(HttpResponse<?> response, String link) {
    if (link.length() > LONGEST) {
      throw nowhere(response, link);
    }
    return link;
  }

  private static ReleaseException nowhere(HttpResponse<?> response, String link) {
    return ReleaseException.remote(
        response.uri().getHost()
            + " goes on at '"
            + Abbreviation.of(link)
            + "', which is no address of a server",
        "Run it again; if it stays, report it to whoever runs the server.");
  }
}
