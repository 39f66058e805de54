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
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path file;
  private final Path folder;
  private final Map<String, String> environment;
  private final RegistryCredentials credentials;

  /// Finds cosign.
  ///
  /// @throws ReleaseException of kind input if it is not there
  CosignProgram(Path folder, Map<String, String> environment, RegistryCredentials credentials) {
    this.file =
        find(environment)
            .orElseThrow(() ->
                ReleaseException.input(
                    "The configuration says signing, and there is no cosign on the PATH",
                    "Install cosign (in GitHub Actions: sigstore/cosign-installer; on Debian 13:"
                        + " apt-get install cosign), or set signing: none. Nothing was written."));
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.credentials = credentials;
  }

  /// Looks for cosign.
  static Optional<Path> find(Map<String, String> environment) {
    return Program.find("cosign", environment);
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
    var all = variables(USUAL);
    all.putAll(variables);
    try {
      return new Program(file, folder, all, LIMIT).run(arguments, "");
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
