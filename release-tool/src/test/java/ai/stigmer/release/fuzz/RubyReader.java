package ai.stigmer.release.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Ruby itself, which tells what it reads in a list of string literals. What is not only that (an
/// interpolation, say) is refused before anything of it is run.
final class RubyReader {

  private static final String PROGRAM =
      """
      require "ripper"
      $stdout.sync = true
      allowed = %i[on_lbracket on_rbracket on_comma on_sp on_ignored_nl on_nl
                   on_tstring_beg on_tstring_content on_tstring_end]
      while (line = $stdin.gets)
        text = [line.chomp].pack("H*").force_encoding("UTF-8")
        literals = Ripper.sexp(text) && Ripper.lex(text).all? { |token| allowed.include?(token[1]) }
        puts literals ? eval(text).map { |value| value.unpack1("H*") }.join(",") : "refused"
      end
      """;

  private final Writer questions;
  private final BufferedReader answers;

  RubyReader() {
    try {
      Process ruby =
          new ProcessBuilder("ruby", "-W0", "-e", PROGRAM)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      // Ruby ends with the end of its input, which comes when this process ends.
      this.questions = ruby.outputWriter(UTF_8);
      this.answers = ruby.inputReader(UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException("ruby cannot be run", missing);
    }
  }

  /// The values of the literals.
  ///
  /// @throws AssertionError if the text holds anything else
  synchronized List<String> read(String literals) throws IOException {
    questions.write(HexFormat.of().formatHex(literals.getBytes(UTF_8)) + "\n");
    questions.flush();
    String answer = answers.readLine();
    if (answer == null || answer.equals("refused")) {
      throw new AssertionError("more than string literals: " + literals);
    }
    return Stream.of(answer.split(",", -1))
        .map(hex -> new String(HexFormat.of().parseHex(hex), UTF_8))
        .toList();
  }
}
