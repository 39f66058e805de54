package ai.stigmer.release.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Test
  void itIsRendered() {
    assertThat(Markdown.render("### Added\n\n- `a` and **b**\n").toString())
        .isEqualToIgnoringNewLines(
            "<h3>Added</h3><ul><li><code>a</code> and <strong>b</strong></li></ul>");
    assertThat(Markdown.render("| a |\n| --- |\n| b |\n").toString()).contains("<td>b</td>");
  }

  @Test
  void htmlInItIsShownAsItWasWritten() {
    assertThat(Markdown.render("a <script>alert(1)</script>\n\n<div onclick=x>\n").toString())
        .doesNotContain("<script", "<div")
        .contains("&lt;script&gt;", "&lt;div onclick=x&gt;");
  }

  @Test
  void aLinkThatWouldRunSomethingLeadsNowhere() {
    assertThat(
            Markdown.render("[a](javascript:alert(1)) ![b](javascript:alert(2)) [c](data:x)")
                .toString())
        .doesNotContain("javascript:", "data:")
        .contains("href=\"\"");
  }

  @Test
  void anImageIsALinkSinceNothingIsLoaded() {
    assertThat(Markdown.render("![it](https://example.org/x.png)").toString())
        .doesNotContain("<img")
        .contains("<a href=\"https://example.org/x.png\">it</a>");
  }
}
