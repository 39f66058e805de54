package ai.stigmer.release.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.testing.Browser;
import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The site of the documents: every link leads somewhere, and a browser shows every page on a phone
/// too. The pictures are left in `target/site`.
class SiteIT {

  private static final Path ROOT = Path.of("..");
  private static final Path PICTURES = Path.of("target", "site");
  private static final int DESK = 1280;
  private static final int PHONE = 390;

  @TempDir private Path folder;

  @Test
  void everyLinkOfTheDocumentsLeadsSomewhereAndEveryPageIsShown() throws IOException {
    make(ROOT);

    try (Browser browser = Browser.start(folder.resolve("profile"))) {
      for (Path page : pages()) {
        look(browser, page, PHONE, false);
      }
      for (String name : List.of("index", "getting-started", "architecture", "errors")) {
        Path page = site().resolve(name + ".html");
        look(browser, page, DESK, false);
        browser.screenshot(PICTURES.resolve(name + "-light.png"));
        look(browser, page, DESK, true);
        browser.screenshot(PICTURES.resolve(name + "-dark.png"));
        look(browser, page, PHONE, false);
        browser.screenshot(PICTURES.resolve(name + "-phone.png"));
      }
    }
  }

  @Test
  void aLinkThatLeadsNowhereEndsIt() throws IOException {
    Path root = folder.resolve("root");
    for (String name : List.of("page.html", "site.css")) {
      String there = "scripts/site/" + name;
      Folders.write(root.resolve(there), Files.readString(ROOT.resolve(there)));
    }
    Folders.write(root.resolve("README.md"), "# All\n\n[a](docs/a.md#here) [b](docs/gone.md)\n");
    Folders.write(root.resolve("docs/README.md"), "# Documents\n\n- [A](a.md)\n");
    Folders.write(root.resolve("docs/a.md"), "# A\n\n## There\n\n[up](#there) ![x](x.png)\n");
    Folders.write(root.resolve("docs/lost.md"), "# Lost\n");

    assertThatThrownBy(() -> make(root))
        .hasMessageContaining("exitCode=1")
        .hasMessageContaining("docs/lost.md is not in docs/README.md")
        .hasMessageContaining("README.md: docs/a.md#here: there is no such heading")
        .hasMessageContaining("README.md: docs/gone.md: there is no such file")
        .hasMessageContaining("docs/a.md: x.png: there is no such picture")
        .hasMessageNotContaining("#there");
  }

  private String make(Path root) {
    return Program.run(
        Path.of("."),
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        ROOT.resolve("scripts/site/Site.java").toString(),
        root.toString(),
        site().toString());
  }

  private void look(Browser browser, Path page, int width, boolean dark) {
    browser.open(page.toUri(), width, dark);
    assertThat(browser.complaints()).as("%s", page).isEmpty();
    assertThat(browser.requests()).as("%s", page).allMatch(url -> url.startsWith("file:"));
    assertThat(Integer.parseInt(browser.evaluate("document.documentElement.scrollWidth")))
        .as("the width of %s", page)
        .isLessThanOrEqualTo(width);
    assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(dark ? "rgb(18, 24, 31)" : "rgb(255, 255, 255)");
    assertThat(browser.evaluate("document.querySelector('.menu').open"))
        .as("whether the menu of %s is open", page)
        .isEqualTo(width == DESK ? "true" : "false");
    assertThat(browser.evaluate("document.body.innerText.includes('[ ]')"))
        .as("whether a box of %s is left as text", page)
        .isEqualTo("false");
    assertThat(browser.evaluate("document.querySelectorAll('nav [aria-current]').length"))
        .as("%s in the navigation", page)
        .isEqualTo(page.endsWith("documents.html") ? "0" : "1");
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(site())) {
      return files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
    }
  }

  private Path site() {
    return folder.resolve("site");
  }
}
