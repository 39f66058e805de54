package ai.stigmer.release.signing;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.process.Program;
import ai.stigmer.release.signing.Signing.KeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A pair of keys. The private one is named to cosign, never shown to it by an argument; the public
/// one travels by a variable.
final class CosignKeyPair implements CosignKey {

  private static final String PASSWORD = "COSIGN_PASSWORD";
  private static final String PUBLIC_KEY = "RELEASE_TOOL_PUBLIC_KEY";

  private final CosignProgram program;
  private final KeyPair pair;
  private final Optional<String> published;
  private Optional<String> derived = Optional.empty();

  /// Reads the public key, if one is configured.
  ///
  /// @throws ReleaseException of kind input if it cannot be read
  CosignKeyPair(CosignProgram program, KeyPair pair) {
    this.program = program;
    this.pair = pair;
    this.published = pair.publicKey().map(file -> read(program.folder().resolve(file)));
  }

  /// Makes a new pair in the folder where cosign runs.
  static void make(CosignProgram program, String password) {
    Program.Answer answer = program.run(List.of("generate-key-pair"), Map.of(PASSWORD, password));
    if (answer.exit() != 0) {
      throw Cosign.failed("could not make a pair of keys", answer);
    }
  }

  @Override
  public void require() {
    if (published.isPresent() && !published.orElseThrow().strip().equals(derive().strip())) {
      throw ReleaseException.input(
          "signing.public-key is not the public half of signing.cosign-key",
          "Write the right one with: cosign public-key --key "
              + pair.privateKey()
              + ". Nothing was written.");
    }
    derive();
  }

  @Override
  public List<String> signing() {
    var arguments = new ArrayList<>(List.of("--key", pair.privateKey()));
    if (!pair.logged()) {
      arguments.add("--tlog-upload=false");
    }
    return arguments;
  }

  @Override
  public Map<String, String> signingVariables() {
    var names = new ArrayList<>(List.of(PASSWORD));
    pair.variable().ifPresent(names::add);
    var variables = new HashMap<>(program.variables(names));
    // Without it cosign would ask for one.
    variables.putIfAbsent(PASSWORD, "");
    return variables;
  }

  @Override
  public SigstoreBundle.Material material() {
    return SigstoreBundle.Material.KEY;
  }

  @Override
  public boolean logged() {
    return pair.logged();
  }

  @Override
  public List<String> verifying() {
    var arguments = new ArrayList<>(List.of("--key", "env://" + PUBLIC_KEY));
    if (!pair.logged()) {
      arguments.add("--insecure-ignore-tlog=true");
    }
    return arguments;
  }

  @Override
  public Map<String, String> verifyingVariables() {
    return Map.of(PUBLIC_KEY, published.orElseGet(this::derive));
  }

  private String derive() {
    if (derived.isEmpty()) {
      Program.Answer answer =
          program.run(List.of("public-key", "--key", pair.privateKey()), signingVariables());
      if (answer.exit() != 0) {
        throw new ReleaseException(
            new Problem(
                Problem.Kind.INPUT,
                "The signing key " + pair.privateKey() + " cannot be used",
                Cosign.words(answer),
                "Check signing.cosign-key, and that COSIGN_PASSWORD is its password; to look at"
                    + " signatures only, signing.public-key is enough. Nothing was written."));
      }
      derived = Optional.of(answer.output());
    }
    return derived.orElseThrow();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw ReleaseException.input(
          "The public key '" + file + "' of signing.public-key cannot be read",
          "Write it with cosign public-key, or leave signing.public-key out.");
    }
  }
}
