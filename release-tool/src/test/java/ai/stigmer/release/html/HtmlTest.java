package ai.stigmer.release.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void aTextCannotLeaveItsElement() {
    assertThat(Html.element("p", "<script>'&amp;'</script>").toString())
        .isEqualTo("<p>&lt;script&gt;&#39;&amp;amp;&#39;&lt;/script&gt;</p>");
  }

  @Test
  void aValueCannotLeaveItsAttribute() {
    assertThat(Html.element("p").with("title", "\" onclick='x'>").toString())
        .isEqualTo("<p title=\"&quot; onclick=&#39;x&#39;&gt;\"></p>");
  }

  @Test
  void onlyAWebAddressIsLinked() {
    assertThat(Html.link("https://example.org/a?b=1&c=2", "it").toString())
        .isEqualTo("<a href=\"https://example.org/a?b=1&amp;c=2\">it</a>");
    assertThat(Html.link("javascript:alert(1)", "it").toString()).isEqualTo("it");
    assertThat(Html.link("https://example.org/\nx", "it").toString()).isEqualTo("it");
  }

  @Test
  void anElementWithoutContentHasNoEnd() {
    assertThat(Html.all(Html.element("br"), Html.element("td")).toString())
        .isEqualTo("<br><td></td>");
  }

  @Test
  void aStyleSheetCannotEndWithinItself() {
    assertThat(Html.style("a > b {}").toString()).isEqualTo("<style>a > b {}</style>");
    assertThatThrownBy(() -> Html.style("</style>")).isInstanceOf(IllegalArgumentException.class);
  }
}
