package ai.stigmer.release.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.template.Template;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Two values of a formula template, divided by a line break. Ruby reads exactly them, wherever in
/// its strings they stand.
final class RubyValuesPromise implements Promise {

  private static final Template TEMPLATE =
      new Template(
          "literals",
          """
          ["${a}", "#${a}", "x${a}y", "${a}${b}", "#${b}#${a}#", "${b} ${a}"]
          """,
          Template.Escaping.RUBY_STRING);
  // No bytes in UTF-8 are half a character: a letter of no language stands for one here.
  private static final char HALF = '\uE000';
  private static final Pattern ALONE =
      Pattern.compile("[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]");

  private @Nullable RubyReader ruby;

  @Override
  public void tryOn(byte[] input) throws Exception {
    String text = new String(input, UTF_8).replace(HALF, '\uD83D');
    int middle = Math.max(text.indexOf('\n'), 0);
    String a = text.substring(0, middle);
    String b = text.substring(middle);
    if (ruby == null) {
      ruby = new RubyReader();
    }
    String rendered = TEMPLATE.render(Map.of("a", a, "b", b));
    assertThat(ruby.read(rendered))
        .containsExactly(
            whole(a),
            "#" + whole(a),
            "x" + whole(a) + "y",
            whole(a) + whole(b),
            "#" + whole(b) + "#" + whole(a) + "#",
            whole(b) + " " + whole(a));
  }

  // What has no form in UTF-8 becomes the character that says so (Unicode, section 3.9).
  private static String whole(String value) {
    return ALONE.matcher(value).replaceAll("\uFFFD");
  }
}
