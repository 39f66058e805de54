package ai.stigmer.release.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.template.Template.Escaping;
import ai.stigmer.release.testing.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Real Ruby reads what was rendered.
class RubyStringTest {

  private static final List<String> HOSTILE =
      List.of(
          "Say \"hello\"",
          "\"; system('touch pwned'); \"",
          "#{`touch pwned`}",
          "#$PROGRAM_NAME #@x #@@x",
          "{`touch pwned`}",
          "$0",
          "@x",
          "ends with #",
          "`touch pwned`",
          "back\\slash",
          "\\",
          "\\#{1}",
          "two\nlines\r\nand\ttab",
          "\u0000\u0001\u001b\u007f\u0085",
          "\u2028\u2029\u202eright to left",
          "Zoë 日本 😀",
          "'single' ${x} <#if>",
          "\nEOS\nsystem('touch pwned')\n",
          "__END__");

  @Test
  void everyValueIsReadBackExactlyAsItWas(@TempDir Path folder) {
    for (String value : HOSTILE) {
      String script =
          """
          v = ["${v}", "#${v}", "a ${v} b#{1}", <<~EOS]
            ${v}
          EOS
          STDOUT.write v.map { |s| s.encode("UTF-8").unpack1("H*") }.join(",")
          """;
      String ruby = new Template("x", script, Escaping.RUBY_STRING).render(Map.of("v", value));
      Program.feed(folder, ruby, "ruby", "-c", "-");
      assertThat(Program.feed(folder, ruby, "ruby", "-W0", "-"))
          .as(ruby)
          .isEqualTo(
              String.join(
                  ",", hex(value), hex("#" + value), hex("a " + value + " b1"), hex(value + "\n")));
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "C# and more,C# and more",
    "a # b,a # b",
    "it's,it's",
    "100% {a} @b $c,100% {a} @b $c"
  })
  void anEscapeWithoutNeedIsNotWritten(String value, String expected) {
    assertThat(RubyString.escape(value)).isEqualTo(expected);
  }

  @Test
  void halfACharacterIsReplaced() {
    assertThat(RubyString.escape("a\ud800")).isEqualTo("a\\u{fffd}");
  }

  @Test
  void valuesJoinedOrCapturedAreEscapedOnce() {
    String text = "<#assign c>${v}</#assign>${c}|${v + v}|${\"<${v}>\"}";
    assertThat(render(text)).isEqualTo("\\\"|\\\"\\\"|<\\\">");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${v?no_esc}",
        "${v?noEsc}",
        "<#noautoesc>${v}</#noautoesc>",
        "<#noAutoEsc>${v}</#noAutoEsc>",
        "<#outputformat 'plainText'>${v}</#outputformat>",
        "<#ftl output_format='plainText'>${v}",
        "<#ftl auto_esc=false>${v}",
        "<@'${v}'?interpret />",
        "${'v'?eval}",
        "\\${v}"
      })
  void aTemplateCannotSwitchItsEscapingOff(String text) {
    assertThatThrownBy(() -> render("\n" + text))
        .isInstanceOf(ReleaseException.class)
        .hasMessageStartingWith("x, line 2, column ")
        .hasMessageContaining("would let a value leave its Ruby string");
  }

  private static String render(String text) {
    return new Template("x", text, Escaping.RUBY_STRING).render(Map.of("v", "\""));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
