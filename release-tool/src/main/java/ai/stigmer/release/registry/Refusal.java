package ai.stigmer.release.registry;

import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.RegistryCall.Access;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The problem of a registry that does not let this run do something.
final class Refusal {

  private static final String GITHUB_REGISTRY = "ghcr.io";

  private Refusal() {}

  /// What was refused, in the registry's own words, and who can grant it.
  ///
  /// @param hasLogin whether credentials were shown
  static ReleaseException of(RegistryCall call, RegistryErrors errors, boolean hasLogin) {
    Repository repository = call.repository();
    String action =
        switch (call.access()) {
          case PULL -> "reading ";
          case PUSH -> "writing to ";
        };
    return ReleaseException.permission(
        repository.registry()
            + (hasLogin ? " refused " : " demands credentials for ")
            + action
            + repository
            + " ("
            + errors
            + ")",
        remedy(call, hasLogin));
  }

  private static String remedy(RegistryCall call, boolean hasLogin) {
    String registry = call.repository().registry();
    String login =
        "Log in with `docker login "
            + registry
            + "`, or set REGISTRY_USERNAME and REGISTRY_PASSWORD";
    if (!hasLogin) {
      return login + ".";
    }
    return call.access() == Access.PUSH && registry.equals(GITHUB_REGISTRY)
        ? packageSettings(call.repository())
        : login + ", as a user who may do that; the present credentials may have expired.";
  }

  // A package first pushed by hand belongs to no repository, so no workflow's token may write it.
  private static String packageSettings(Repository repository) {
    int slash = repository.path().indexOf('/');
    String owner = slash < 0 ? repository.path() : repository.path().substring(0, slash);
    String name = URLEncoder.encode(repository.path().substring(slash + 1), StandardCharsets.UTF_8);
    return "Give the workflow `permissions: packages: write` and, if the package exists, give its"
        + " repository the Write role under \"Manage Actions access\" in the package's settings:"
        + " https://github.com/orgs/"
        + owner
        + "/packages/container/"
        + name
        + "/settings (for a personal account, /users/ in place of /orgs/).";
  }
}
