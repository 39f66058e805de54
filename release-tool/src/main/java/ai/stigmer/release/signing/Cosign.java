package ai.stigmer.release.signing;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Reference.ByDigest;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.process.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// [Signer] by cosign 2 or 3 (its `sign`, `verify`, `sign-blob` and `verify-blob`): manifests in
/// the form that lies under a tag, which every registry takes, files as a [SigstoreBundle].
final class Cosign implements Signer {

  // cosign's exit codes: no signature, none that matches, one without the certificate it needs.
  private static final Set<Integer> NOT_SIGNED = Set.of(10, 12, 13);
  // verify-blob has one exit code for an invalid signature and for a service it does not reach:
  // only these words are taken for the former.
  private static final List<String> NOT_VALID =
      List.of("failed to verify", "validation error:", "proto:");
  // For a key outside the log nothing of Sigstore's is trusted; not told so, cosign would ask its
  // services what is.
  private static final String NOTHING_TRUSTED =
      "{\"mediaType\": \"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}";

  private final CosignProgram program;
  private final CosignKey key;

  private Cosign(CosignProgram program, CosignKey key) {
    this.program = program;
    this.key = key;
  }

  static Cosign of(Signing signing, String source, CosignProgram program) {
    program.requireKnown();
    return new Cosign(
        program,
        switch (signing) {
          case Signing.None() -> throw new IllegalArgumentException("nothing is to be signed");
          case Signing.Keyless() -> new WorkflowIdentity(program, source);
          case Signing.KeyPair pair -> new CosignKeyPair(program, pair);
        });
  }

  @Override
  public void requireKey() {
    key.require();
  }

  @Override
  public Set<Digest> signed(Repository repository, Collection<Digest> manifests) {
    if (manifests.isEmpty() || areSigned(repository, manifests)) {
      return Set.copyOf(manifests);
    }
    // It says that one is not signed, and not which.
    return manifests.stream()
        .filter(manifest -> manifests.size() > 1 && areSigned(repository, List.of(manifest)))
        .collect(Collectors.toSet());
  }

  private boolean areSigned(Repository repository, Collection<Digest> manifests) {
    var arguments = new ArrayList<>(List.of("verify"));
    arguments.addAll(program.underATag());
    arguments.addAll(key.verifying());
    arguments.addAll(at(repository));
    manifests.forEach(manifest -> arguments.add(new ByDigest(repository, manifest).toString()));
    Program.Answer answer = program.runAt(repository, arguments, key.verifyingVariables());
    if (answer.exit() != 0 && !NOT_SIGNED.contains(answer.exit())) {
      throw failed("could not look for signatures in " + repository, answer);
    }
    return answer.exit() == 0;
  }

  @Override
  public void sign(Repository repository, Digest manifest) {
    var arguments = new ArrayList<>(List.of("sign", "--yes"));
    arguments.addAll(program.underATag());
    arguments.addAll(program.servicesByOption());
    arguments.addAll(key.signing());
    arguments.addAll(at(repository));
    arguments.add(new ByDigest(repository, manifest).toString());
    Program.Answer answer = program.runAt(repository, arguments, key.signingVariables());
    if (answer.exit() != 0) {
      throw failed("could not sign " + new ByDigest(repository, manifest), answer);
    }
  }

  @Override
  public boolean isSigned(Path file, Path signature) {
    if (!SigstoreBundle.isBy(key.material(), signature)) {
      return false;
    }
    var arguments = new ArrayList<>(List.of("verify-blob", SigstoreBundle.OPTION));
    if (!key.logged()) {
      arguments.add("--trusted-root=/dev/stdin");
    }
    arguments.addAll(key.verifying());
    arguments.addAll(List.of("--bundle", signature.toString(), file.toString()));
    Program.Answer answer = program.run(arguments, key.verifyingVariables(), NOTHING_TRUSTED);
    if (answer.exit() != 0 && NOT_VALID.stream().noneMatch(answer.errors()::contains)) {
      throw failed(
          "could not tell whether the signature of " + file.getFileName() + " is valid", answer);
    }
    return answer.exit() == 0;
  }

  @Override
  public void sign(Path file, Path signature) {
    var arguments = new ArrayList<>(List.of("sign-blob", "--yes", SigstoreBundle.OPTION));
    arguments.addAll(program.servicesByOption());
    arguments.addAll(key.signing());
    arguments.addAll(List.of("--bundle", signature.toString(), file.toString()));
    Program.Answer answer = program.run(arguments, key.signingVariables());
    if (answer.exit() != 0) {
      throw failed("could not sign " + file.getFileName(), answer);
    }
  }

  private static List<String> at(Repository repository) {
    return repository.isLoopback() ? List.of("--allow-http-registry") : List.of();
  }

  /// What to say of an answer that tells of a failure.
  static ReleaseException failed(String what, Program.Answer answer) {
    return new ReleaseException(
        new Problem(
            Problem.Kind.REMOTE,
            "cosign " + what + " (exit code " + answer.exit() + ")",
            words(answer),
            "Run again; if it stays, run cosign by hand."));
  }

  /// What cosign said last, without its refrain.
  static String words(Program.Answer answer) {
    return Arrays.stream(answer.errors().split("\\R"))
        .filter(line -> !line.isBlank())
        .reduce((earlier, later) -> later)
        .map(line -> line.replaceFirst("^error during command execution: ", ""))
        .map(line -> line.length() > 400 ? line.substring(0, 400) + "…" : line)
        .orElse("");
  }
}
