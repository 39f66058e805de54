package ai.stigmer.cli.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/// Lets no control character through but the ends of lines and tabs: a terminal would obey the
/// others, and what a model or a container writes is nothing to obey.
final class HarmlessWriter extends FilterWriter {

  HarmlessWriter(Writer out) {
    super(out);
  }

  /// The text without such characters.
  static String harmless(String text) {
    var harmless = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      harmless.append(harmless(text.charAt(i)));
    }
    return harmless.toString();
  }

  private static char harmless(char character) {
    boolean obeyed = Character.isISOControl(character) && character != '\n' && character != '\t';
    return obeyed ? '\ufffd' : character;
  }

  @Override
  public void write(int character) throws IOException {
    out.write(harmless((char) character));
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    out.write(harmless(new String(text, offset, length)));
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    out.write(harmless(text.substring(offset, offset + length)));
  }
}
