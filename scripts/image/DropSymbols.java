import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Cuts from a 64-bit little-endian ELF library what is never loaded: everything behind its last
/// segment, which is the symbols for debuggers and the table of sections. What other programs look
/// up by name lies in a segment and stays. Unlike `strip` it does so for every architecture.
///
/// Usage: `java DropSymbols.java LIBRARY`
class DropSymbols {

  private static final int MAGIC = 0x464c457f;
  private static final byte CLASS_64 = 2;
  private static final byte LITTLE_ENDIAN = 1;

  public static void main(String[] arguments) throws IOException {
    Path library = Path.of(arguments[0]);
    byte[] content = Files.readAllBytes(library);
    ByteBuffer header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (header.getInt(0) != MAGIC
        || header.get(4) != CLASS_64
        || header.get(5) != LITTLE_ENDIAN) {
      throw new IOException(library + " is no 64-bit little-endian ELF file");
    }
    long table = header.getLong(0x20);
    int size = header.getShort(0x36);
    int count = header.getShort(0x38);
    long end = table + (long) size * count;
    for (int segment = 0; segment < count; segment++) {
      int entry = Math.toIntExact(table + (long) size * segment);
      end = Math.max(end, header.getLong(entry + 0x08) + header.getLong(entry + 0x20));
    }
    // No table of sections: its offset, the number of its entries, and the entry of their names.
    header.putLong(0x28, 0);
    header.putShort(0x3c, (short) 0);
    header.putShort(0x3e, (short) 0);
    Files.write(library, Arrays.copyOf(content, Math.toIntExact(end)));
  }
}
