package ai.stigmer.release.signing;

import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.process.Program;
import ai.stigmer.release.process.ProgramFailure;
import ai.stigmer.release.registry.RegistryCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs cosign with the variables it needs and no others.
final class CosignProgram {

  // Where it finds programs and its own files, and the way to Sigstore's services.
  private static final List<String> USUAL =
      List.of(
          "PATH",
          "HOME",
          "TMPDIR",
          "TUF_ROOT",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "http_proxy",
          "https_proxy",
          "no_proxy");
  private static final String INSTALL =
      "Install cosign 2 or 3 (in GitHub Actions: sigstore/cosign-installer with cosign-release:"
          + " v2.5.3; on Debian 13: apt-get install cosign)";
  // What a distribution built may tell no number.
  private static final Pattern MAJOR = Pattern.compile("\"gitVersion\": *\"v?([0-9]+)\\.");
  private static final Set<String> KNOWN_MAJORS = Set.of("2", "3");
  private static final String SERVICES = "--use-signing-config";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path file;
  private final Path folder;
  private final Map<String, String> environment;
  private final RegistryCredentials credentials;
  private Optional<Boolean> configurable = Optional.empty();

  /// Finds cosign.
  ///
  /// @throws ReleaseException of kind input if it is not there
  CosignProgram(Path folder, Map<String, String> environment, RegistryCredentials credentials) {
    this.file =
        find(environment)
            .orElseThrow(() ->
                ReleaseException.input(
                    "The configuration says signing, and there is no cosign on the PATH",
                    INSTALL + ", or set signing: none. Nothing was written."));
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.credentials = credentials;
  }

  /// Looks for cosign.
  static Optional<Path> find(Map<String, String> environment) {
    return Program.find("cosign", environment);
  }

  /// Checks that it is a cosign whose signatures this tool knows again.
  ///
  /// @throws ReleaseException of kind input if it says that it is another
  void requireKnown() {
    Matcher major = MAJOR.matcher(run(List.of("version", "--json"), Map.of()).output());
    if (major.find() && !KNOWN_MAJORS.contains(major.group(1))) {
      throw ReleaseException.input(
          "The cosign on the PATH is cosign " + major.group(1) + ", which signs in another form",
          INSTALL + ". Nothing was written.");
    }
  }

  /// What makes it keep signatures of manifests under a tag, which cosign 3 does only if it is told
  /// to: as referrers they would be nowhere in registries that list none.
  List<String> underATag() {
    return isConfigurable() ? List.of("--new-bundle-format=false") : List.of();
  }

  /// What makes it take Sigstore's services from its options, which since cosign 3 it asks Sigstore
  /// for.
  List<String> servicesByOption() {
    return isConfigurable() ? List.of(SERVICES + "=false") : List.of();
  }

  // Since cosign 2.6. Options tell it of what a distribution built, too.
  private boolean isConfigurable() {
    if (configurable.isEmpty()) {
      configurable =
          Optional.of(run(List.of("sign", "--help"), Map.of()).output().contains(SERVICES));
    }
    return configurable.orElseThrow();
  }

  /// Where it runs.
  Path folder() {
    return folder;
  }

  /// Those of some variables that are set.
  Map<String, String> variables(Collection<String> names) {
    var found = new HashMap<>(environment);
    found.keySet().retainAll(names);
    return found;
  }

  /// Runs it.
  ///
  /// @param variables what it sees besides the usual
  /// @throws ReleaseException of kind remote if it cannot be started or does not end
  Program.Answer run(List<String> arguments, Map<String, String> variables) {
    return run(arguments, variables, "");
  }

  /// Runs it with something to read on its standard input.
  Program.Answer run(List<String> arguments, Map<String, String> variables, String input) {
    var all = variables(USUAL);
    all.putAll(variables);
    try {
      return new Program(file, folder, all, LIMIT).run(arguments, input);
    } catch (ProgramFailure failure) {
      throw ReleaseException.remote(
          "cosign " + arguments.getFirst() + " " + failure.how(), "Run again.", failure);
    }
  }

  /// Runs it with the login for a registry.
  Program.Answer runAt(
      Repository repository, List<String> arguments, Map<String, String> variables) {
    String registry = repository.registry();
    try (var login = LoginByEnvironment.open(registry, credentials.login(registry))) {
      var usual = variables(USUAL);
      usual.putAll(variables);
      return run(arguments, login.variables(usual));
    }
  }
}
