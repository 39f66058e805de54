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

/// A signer whose key is a word, and of whose signatures no two are the same.
public final class InMemorySigner implements Signer {

  private static final String KEY = "signed with the word: ";

  private final TreeMap<String, Integer> signatures = new TreeMap<>();
  private final List<Digest> invalid = new ArrayList<>();
  private final List<Digest> asked = new ArrayList<>();
  private int files;

  /// A signer that has signed nothing.
  public InMemorySigner() {}

  /// A signer that has signed what the other one has signed until now.
  public InMemorySigner(InMemorySigner other) {
    signatures.putAll(other.signatures);
    invalid.addAll(other.invalid);
    files = other.files;
  }

  @Override
  public void requireKey() {}

  @Override
  public Set<Digest> signed(Repository repository, Collection<Digest> manifests) {
    asked.addAll(manifests);
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
      return Files.readString(signature).startsWith(KEY + Digest.ofFile(file) + " ");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void sign(Path file, Path signature) {
    try {
      files++;
      Files.write(signature, (KEY + Digest.ofFile(file) + " " + files).getBytes(UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Every manifest it was asked about.
  public List<Digest> asked() {
    return List.copyOf(asked);
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
