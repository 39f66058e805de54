package ai.stigmer.release.rehearsal.registry;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which part of the registry a path belongs to (OCI distribution specification, "Endpoints").
final class RegistryRoutes {

  private static final Pattern PATH =
      Pattern.compile("/v2/(.+)/(blobs/uploads|blobs|manifests|tags|referrers)/([^/]*)");
  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern NAME = Pattern.compile(PART + "(?:/" + PART + ")*");
  private static final int LONGEST_NAME = 255;

  private final Blobs blobs;
  private final Uploads uploads;
  private final Manifests manifests;
  private final boolean listsReferrers;

  RegistryRoutes(Storage storage, boolean listsReferrers) {
    this.listsReferrers = listsReferrers;
    this.blobs = new Blobs(storage);
    this.uploads = new Uploads(storage);
    this.manifests = new Manifests(storage, listsReferrers);
  }

  /// Whether the text can name a repository; nothing else becomes part of a file's path.
  static boolean isName(String text) {
    return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
  }

  void answer(RegistryExchange exchange) throws IOException {
    exchange.say("Docker-Distribution-Api-Version", "registry/2.0");
    if (exchange.path().equals("/v2/") || exchange.path().equals("/v2")) {
      exchange.send(200, "application/json", new byte[] {'{', '}'});
      return;
    }
    Matcher path = PATH.matcher(exchange.path().replaceFirst("/blobs/uploads$", "$0/"));
    if (!path.matches()) {
      throw RegistryRefusal.unknownEndpoint();
    }
    String name = path.group(1);
    String rest = path.group(3);
    if (!isName(name)) {
      throw new RegistryRefusal(400, "NAME_INVALID", "not a repository's name");
    }
    switch (path.group(2)) {
      case "blobs/uploads" -> uploads.answer(exchange, name, rest);
      case "blobs" -> blobs.answer(exchange, name, rest);
      case "manifests" -> manifests.answer(exchange, name, rest);
      case "tags" -> manifests.list(exchange, name);
      default -> {
        if (!listsReferrers) {
          throw RegistryRefusal.unknownEndpoint();
        }
        manifests.refer(exchange, name, rest);
      }
    }
  }
}
