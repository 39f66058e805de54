package ai.stigmer.release.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.testing.Browser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of a run, as a browser shows it; the pictures are left in `target/reports`.
class ReportIT {

  private static final Path PICTURES = Path.of("target", "reports");
  private static final int DESK = 1200;
  private static final int PHONE = 390;

  @TempDir private Path folder;
  private TestWorld world;
  private Browser browser;

  @BeforeEach
  void start() {
    world = TestWorld.start(folder.resolve("world"));
    browser = Browser.start(folder.resolve("profile"));
  }

  @AfterEach
  void close() {
    browser.close();
    world.close();
  }

  @Test
  void aRehearsalIsShownWholeOnADeskAndAPhoneInLightAndDark() {
    world.run("rehearse", "v2.0.0").exits(0);
    Path page = world.product().root().resolve("build/rehearsal/report.html");

    look(page, DESK, false, "rehearsal-light");
    look(page, DESK, true, "rehearsal-dark");
    look(page, PHONE, false, "rehearsal-phone");

    assertThat(text("h1")).isEqualTo("tidy v2.0.0");
    assertThat(text(".outcome")).contains("kept all 8 promises");
    assertThat(text("#drawing svg desc"))
        .contains("image index holds linux/arm64", "tidy-2.0.0.tar.gz starts image index")
        .contains("tidy-2.0.0.image.cdx.json is attached to image index (made)")
        .contains("tidy-2.0.0.cli.cdx.json describes tidy-2.0.0.tar.gz");
    assertThat(text("#floating")).contains("latest", "absent", "v2.0.0");
    assertThat(text("#formula .added")).contains("class Tidy");
    assertThat(number("document.querySelectorAll('#promises li').length")).isEqualTo(8);
  }

  @Test
  void aConflictComesFirstAndAStrangersWordsDoNothing() {
    world.release("v1.2.3");
    world
        .product()
        .edit(
            "CHANGELOG.md", "tidy sweep", "<script>throw 'run'</script>![x](http://127.0.0.1:1/)");
    world.product().edit("build-cli.sh", "set -eu", "set -eux").commit("change it");
    world.product().git().git("tag", "-f", "v1.2.3");

    world.run("plan", "--report", "report.html").exits(3);
    look(world.product().root().resolve("report.html"), DESK, false, "conflict");

    assertThat(text("main > :nth-child(2)")).contains("v1.2.3");
    assertThat(text(".notes")).contains("<script>throw 'run'</script>");
    assertThat(number("document.scripts.length + document.images.length")).isZero();
  }

  // Every page must pass what is looked at here: no complaint, no request but its own, no scrolling
  // to the side.
  private void look(Path page, int width, boolean dark, String picture) {
    browser.open(page.toUri(), width, dark);
    browser.screenshot(PICTURES.resolve(picture + ".png"));
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).isEqualTo(List.of(page.toUri().toString()));
    assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    String ground = browser.evaluate("getComputedStyle(document.body).backgroundColor");
    assertThat(ground).isEqualTo(dark ? "rgb(15, 20, 27)" : "rgb(246, 247, 249)");
  }

  private String text(String selector) {
    return browser.evaluate(
        "[...document.querySelectorAll('" + selector + "')].map(e => e.textContent).join(' ')");
  }

  private int number(String expression) {
    return Integer.parseInt(browser.evaluate(expression));
  }
}
