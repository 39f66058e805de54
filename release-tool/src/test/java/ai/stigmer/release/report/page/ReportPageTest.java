package ai.stigmer.release.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.apply.Conclusion;
import ai.stigmer.release.apply.Outcome;
import ai.stigmer.release.apply.Reconciliation;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.http.RetryPolicy.Pauses;
import ai.stigmer.release.plan.Decision.Change;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.report.Journal;
import ai.stigmer.release.report.Progress;
import ai.stigmer.release.report.Style;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.testing.SampleWorld;
import ai.stigmer.release.verify.Finding;
import ai.stigmer.release.verify.Promise;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {

  private static final String HOSTILE = "<script>alert('x')</script>";

  @TempDir private Path folder;
  private final SampleWorld world = new SampleWorld();
  private SampleRelease sample = new SampleRelease(Path.of(""));
  private Journal journal = journal();

  @BeforeEach
  void startAnew() {
    sample = new SampleRelease(folder);
  }

  @Test
  void aReleaseShowsWhatItMadeAndHowLongEachStageTook() {
    String page = page(release("v1.2.3"));

    assertThat(words(page))
        .contains("converged", "tidy v1.2.3 is released: 11 changes made and read back in ")
        .contains("v1.2 absent → v1.2.3", "latest absent → v1.2.3")
        .contains("asset tidy-1.2.3.tar.gz upload 77 bytes", "made absent")
        .contains("looking ×3 3.0 s")
        .contains("asset ×2 2.0 s 0.2 kB")
        .contains("floating tag ×3 3.0 s")
        .contains("+class Tidy < Formula");
  }

  @Test
  void theDrawingFollowsEveryReferenceByDigest() {
    Conclusion released = release("v1.2.3");
    String digest = released.desired().image().digest().orElseThrow().toString();

    String page = page(released);

    assertThat(page).contains("image index: " + digest + " (made)");
    assertThat(description(page))
        .contains("image index holds linux/amd64", "image index holds linux/arm64")
        .contains("v1.2.3 names image index", "latest names image index")
        .contains("release v1.2.3 holds tidy-1.2.3.tar.gz", "release v1.2.3 holds checksums.txt")
        .contains("checksums.txt covers tidy-1.2.3.tar.gz")
        .contains("formula tidy 1.2.3 installs tidy-1.2.3.tar.gz")
        .contains("formula tidy 1.2.3 names image index")
        .contains("tidy-1.2.3.tar.gz starts image index");
  }

  @Test
  void aBackPortShowsWhatStaysWhereItIs() {
    release("v2.0.0");
    journal = journal();

    String page = page(release("v1.2.3"));

    assertThat(words(page)).contains("latest v2.0.0", "= v2.0.0", "v1 absent → v1.2.3");
    assertThat(description(page))
        .contains("latest names index of v2.0.0", "v1 names image index")
        .doesNotContain("latest names image index");
  }

  @Test
  void aBackPortLeavesTheFormulaTheTapServes() {
    release("v2.0.0");
    world.mergePullRequests();
    journal = journal();

    String page = page(release("v1.2.3"));

    assertThat(titles(page)).contains("formula tidy 2.0.0: on the tap's default branch (there)");
    assertThat(description(page)).doesNotContain("installs");
  }

  @Test
  void documentsAndSignaturesStandAtWhatTheyAreAbout() {
    Conclusion released = reconciliation().release(sample.describeSigned("v1.2.3"));
    String digest = released.desired().image().digest().orElseThrow().toString();

    String page = page(released);

    assertThat(description(page))
        .contains("tidy-1.2.3.cdx.json is attached to image index (made)")
        .contains("checksums.txt covers tidy-1.2.3.cdx.json")
        .doesNotContain("tidy-1.2.3.tar.gz is attached");
    assertThat(titles(page))
        .contains("image index: " + digest + " (made), signed (made)")
        .filteredOn(title -> title.endsWith(", signed (made)"))
        .extracting(title -> title.substring(0, title.indexOf(':')))
        .containsExactly("image index", "linux/amd64", "linux/arm64", "checksums.txt");
    assertThat(words(page))
        .contains("signed image index, linux/amd64, linux/arm64, checksums.txt")
        .contains("! stopped signed starts is attached to covers");
  }

  @Test
  void linesOfDifferentKindsNeverMeetAtABox() {
    String page = page(reconciliation().release(sample.describeSigned("v1.2.3")));

    var kinds = new TreeMap<String, Set<String>>();
    Pattern.compile("d=\"M\\d+ (\\d+) H[^\"]* (\\d+) H\\d+\"[^>]*class=\"edge (\\w+)")
        .matcher(page)
        .results()
        .forEach(line -> {
          kinds.computeIfAbsent(line.group(1), _ -> new TreeSet<>()).add(line.group(3));
          kinds.computeIfAbsent(line.group(2), _ -> new TreeSet<>()).add(line.group(3));
        });

    assertThat(kinds.values())
        .contains(Set.of("starts"), Set.of("attached"), Set.of("covers"))
        .allSatisfy(met -> assertThat(met).hasSize(1));
  }

  @Test
  void whatALostDocumentOrSignatureStoodAtSaysSo() {
    reconciliation().release(sample.describeSigned("v1.2.3"));
    world.loseAttachments();
    journal = journal();

    String page = page(reconciliation().plan(sample.describeSigned("v1.2.3")));

    assertThat(description(page))
        .contains("tidy-1.2.3.cdx.json is attached to image index (to do)");
    assertThat(titles(page))
        .filteredOn(title -> title.endsWith("(there), signed (to do)"))
        .hasSize(4);
    assertThat(words(page)).doesNotContain("signed image index");
  }

  @Test
  void whatIsNotToBeSignedHasNoSeal() {
    assertThat(words(page(release("v1.2.3")))).doesNotContain("signed", "is attached to");
  }

  @Test
  void aYankShowsWhereEverythingReturnsTo() {
    release("v1.2.3");
    world.mergePullRequests();
    release("v1.2.4");
    world.mergePullRequests();
    journal = journal();

    String page = page(reconciliation().release(sample.describe("v1.2.4").asYanked()));

    assertThat(titles(page))
        .contains("release v1.2.4 (yanked): taken back; its files stay (made)")
        .contains("formula tidy 1.2.3: by a pull request to the tap (made)");
    assertThat(description(page))
        .contains("v1.2.4 names image index", "latest names index of v1.2.3")
        .contains("release v1.2.4 (yanked) holds tidy-1.2.4.tar.gz")
        .contains("formula tidy 1.2.3 installs tidy-1.2.3.tar.gz")
        .contains("formula tidy 1.2.3 names index of v1.2.3")
        .doesNotContain("1.2.3 installs tidy-1.2.4", "latest names image index");
  }

  @Test
  void aYankOfTheOnlyVersionLeavesTheFormula() {
    release("v1.2.3");
    world.mergePullRequests();
    journal = journal();

    String page = page(reconciliation().release(sample.describe("v1.2.3").asYanked()));

    assertThat(titles(page)).contains("formula tidy 1.2.3: on the tap's default branch (there)");
    assertThat(description(page)).contains("formula tidy 1.2.3 installs tidy-1.2.3.tar.gz");
  }

  @Test
  void aPlanShowsWhatIsNotKnownYet() {
    Conclusion pending = reconciliation().plan(sample.describe("v1.2.3"));

    assertThat(words(page(pending)))
        .contains("pending", "11 changes to make, and nothing was written")
        .contains("image index: known after build (to do)")
        .contains("Its text is known after a build.");
  }

  @Test
  void aPreReleaseMovesNothing() {
    assertThat(words(page(release("v1.2.3-rc.1"))))
        .contains("A pre-release moves no floating tag.")
        .doesNotContain("The formula");
  }

  @Test
  void failuresComeBeforeTheOutcomeWithTheirRemedies() {
    Conclusion pending = reconciliation().plan(sample.describe("v1.2.3"));
    Change change = pending.plan().changes().getFirst();
    var problem = new Problem(Problem.Kind.REMOTE, "It " + HOSTILE, "why " + HOSTILE, "Mend it.");
    var failed = new Outcome.Failed(change, problem);
    journal.finished(failed);

    String page =
        page(
            new Conclusion.Failed(
                pending.desired(),
                pending.observed(),
                pending.plan(),
                List.of(),
                new Outcome(List.of(failed))));

    assertThat(words(page)).containsSubsequence("Mend it.", "0 of 1 change made", "The plan");
    assertThat(page).doesNotContain("<script");
  }

  @Test
  void brokenPromisesAndDriftComeFirst() {
    Conclusion released = release("v1.2.3");
    var run = new ReportedRun(released, journal, Set.of());

    String rehearsal =
        ReportPage.ofRehearsal(
            run,
            List.of(
                new Promise("I1", "nothing dangles", true, "followed"),
                new Promise("I2", "bytes stay", false, "it changed")));
    String verification =
        ReportPage.ofVerification(
            run, List.of(new Finding("a", true, "fine"), new Finding("b", false, "gone")));

    assertThat(words(rehearsal))
        .containsSubsequence("I2: bytes stay", "broke 1 of 2 promises", "I2 bytes", "I1 nothing");
    assertThat(words(verification))
        .containsSubsequence("b gone", "1 of 2 things", "b gone", "a fine");
  }

  @Test
  void whateverAStrangerWroteIsText() {
    DesiredRelease told = sample.describe("v1.2.3");
    var hostile =
        new DesiredRelease(
            "tidy" + HOSTILE,
            told.tag(),
            told.commit(),
            told.image(),
            new ReleaseText(
                "v1.2.3",
                told.commit().id(),
                HOSTILE,
                "# " + HOSTILE + "\n\n![x](http://a.b/)",
                false),
            told.assets(),
            told.formula(),
            told.signed(),
            told.yanked());

    String page = page(reconciliation().release(hostile));

    assertThat(page).doesNotContain("<script", "<img").contains("&lt;script&gt;");
    assertThat(
            ReportPage.ofProblem(
                HOSTILE, new Problem(Problem.Kind.INPUT, HOSTILE, HOSTILE, HOSTILE)))
        .doesNotContain("<script");
  }

  @Test
  void thePageNeedsNothingButItself() {
    assertThat(page(release("v1.2.3")))
        .startsWith("<!doctype html>\n")
        .contains("default-src 'none'".replace("'", "&#39;"))
        .doesNotContain("src=", "@import", "url(http", "<link");
  }

  private Conclusion release(String tag) {
    return reconciliation().release(sample.describe(tag));
  }

  private Reconciliation reconciliation() {
    return new Reconciliation(world.ports(), sample::build, journal, Pauses.SLEEPING);
  }

  private String page(Conclusion conclusion) {
    String archive = "tidy-" + conclusion.desired().version() + ".tar.gz";
    return ReportPage.of(new ReportedRun(conclusion, journal, Set.of(archive)));
  }

  // Each look at the clock finds a second later.
  private static Journal journal() {
    var clock =
        new InstantSource() {
          private Instant now = Instant.EPOCH;

          @Override
          public Instant instant() {
            now = now.plusSeconds(1);
            return now;
          }
        };
    return new Journal(
        new Progress(
            text -> {}, false, Optional.empty(), Style.PLAIN, InstantSource.fixed(Instant.EPOCH)),
        clock);
  }

  // What a person reads of a page.
  private static String words(String page) {
    return page.replaceAll("<style>[^<]*</style>", "")
        .replaceAll("<[^>]*>", " ")
        .replace("&lt;", "<")
        .replace("&#39;", "'")
        .replaceAll("\\s+", " ");
  }

  // What a person reads who points at a box of the drawing.
  private static List<String> titles(String page) {
    return Pattern.compile("<g class=\"node[^>]*><title>([^<]*)</title>")
        .matcher(page)
        .results()
        .map(found -> words(found.group(1)))
        .toList();
  }

  private static String description(String page) {
    return page.replaceAll("(?s).*<desc[^>]*>([^<]*)</desc>.*", "$1");
  }
}
