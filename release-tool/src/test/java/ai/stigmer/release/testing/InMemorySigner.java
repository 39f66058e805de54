package ai.stigmer.release.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.signing.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A signer whose key is a word.
public final class InMemorySigner implements Signer {

  private static final String KEY = "signed with the word: ";

  private final TreeMap<String, Integer> signatures = new TreeMap<>();
  private final List<Digest> invalid = new ArrayList<>();

  /// A signer that has signed nothing.
  public InMemorySigner() {}

  /// A signer that has signed what the other one has signed until now.
  public InMemorySigner(InMemorySigner other) {
    signatures.putAll(other.signatures);
    invalid.addAll(other.invalid);
  }

  @Override
  public void requireKey() {}

  @Override
  public Set<Digest> signed(Repository repository, Collection<Digest> manifests) {
    return manifests.stream()
        .filter(manifest -> !invalid.contains(manifest))
        .filter(manifest -> signatures.containsKey(manifest.toString()))
        .collect(Collectors.toSet());
  }

  @Override
  public void sign(Repository repository, Digest manifest) {
    invalid.remove(manifest);
    signatures.merge(manifest.toString(), 1, Integer::sum);
  }

  @Override
  public boolean isSigned(Path file, Path signature) {
    try {
      return Files.readString(signature).equals(KEY + Digest.ofFile(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void sign(Path file, Path signature) {
    try {
      Files.write(signature, (KEY + Digest.ofFile(file)).getBytes(UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Makes the signatures of a manifest invalid.
  public void spoil(Digest manifest) {
    invalid.add(manifest);
  }

  /// Loses every signature.
  public void forget() {
    signatures.clear();
  }

  /// Every signed manifest, and how often it was signed.
  public String snapshot() {
    return "signatures " + signatures + '\n';
  }
}
