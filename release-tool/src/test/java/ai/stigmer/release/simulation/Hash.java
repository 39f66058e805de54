package ai.stigmer.release.simulation;

/// Hashes of 64 bits, by which hundreds of thousands of states are told apart.
final class Hash {

  private static final long PRIME = 0x100000001b3L;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private Hash() {}

  /// The hash of what came before and a text (FNV-1a, mixed).
  static long of(long before, String text) {
    long hash = before ^ 0xcbf29ce484222325L;
    for (int index = 0; index < text.length(); index++) {
      hash = (hash ^ text.charAt(index)) * PRIME;
    }
    hash = (hash ^ (hash >>> 32)) * MIX;
    return hash ^ (hash >>> 29);
  }
}
