package ai.stigmer.release.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes an input out of others, as libFuzzer does but led by nothing: the same seed gives the same
/// inputs on every machine, in little time.
final class Mutations {

  private static final int MOST = 4;
  private static final int LONGEST_PIECE = 64;

  private final RandomGenerator random;
  private final List<byte[]> inputs;

  Mutations(RandomGenerator random, List<byte[]> inputs) {
    this.random = random;
    this.inputs = inputs;
  }

  byte[] next() {
    byte[] made = any();
    for (int mutations = 1 + random.nextInt(MOST); mutations > 0; mutations--) {
      made = mutate(made);
    }
    return made;
  }

  private byte[] mutate(byte[] input) {
    int at = random.nextInt(input.length + 1);
    return switch (random.nextInt(6)) {
      case 0 -> spliced(input, at, at, new byte[] {(byte) random.nextInt(256)});
      case 1 -> spliced(input, at, Math.min(at + 1, input.length), new byte[] {flipped(input, at)});
      case 2 -> spliced(input, at, end(input, at), new byte[0]);
      case 3 -> spliced(input, at, at, piece(input));
      case 4 -> spliced(input, at, at, piece(any()));
      default -> spliced(input, at, end(input, at), piece(any()));
    };
  }

  private byte[] any() {
    return inputs.get(random.nextInt(inputs.size()));
  }

  private byte flipped(byte[] input, int at) {
    return (byte) ((at < input.length ? input[at] : 0) ^ 1 << random.nextInt(8));
  }

  private int end(byte[] input, int from) {
    return Math.min(input.length, from + random.nextInt(LONGEST_PIECE));
  }

  private byte[] piece(byte[] input) {
    int from = random.nextInt(input.length + 1);
    var piece = new ByteArrayOutputStream();
    piece.write(input, from, end(input, from) - from);
    return piece.toByteArray();
  }

  private static byte[] spliced(byte[] input, int from, int to, byte[] inserted) {
    var made = new ByteArrayOutputStream();
    made.write(input, 0, from);
    made.writeBytes(inserted);
    made.write(input, to, input.length - to);
    return made.toByteArray();
  }
}
