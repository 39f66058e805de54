package ai.stigmer.release.configuration;

import static ai.stigmer.release.configuration.Key.optional;
import static ai.stigmer.release.configuration.Key.required;
import static ai.stigmer.release.configuration.Key.withDefault;

import ai.stigmer.release.configuration.Configuration.Homebrew;
import ai.stigmer.release.configuration.Type.Choice;
import ai.stigmer.release.configuration.Type.Section;
import ai.stigmer.release.configuration.Type.Text;
import ai.stigmer.release.homebrew.Delivery;
import ai.stigmer.release.homebrew.FormulaName;
import ai.stigmer.release.problem.ReleaseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The keys of `homebrew`.
final class HomebrewKeys {

  private static final Text DESCRIPTION =
      new Text(
          "a description as Homebrew wants it",
          "(?!(?:[Aa]n?|[Tt]he) )(?! )[^\\x00-\\x1f\\x7f]{0,79}[^\\x00-\\x1f\\x7f. ]",
          "Write one line of at most 80 characters, without an article before it and a full stop"
              + " after it.");
  private static final Text URL =
      new Text(
          "a web address",
          "https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][^\\s\\x00-\\x1f]*)?",
          "Write it whole, as in https://example.com/tidy.");
  private static final Text LICENSE =
      new Text(
          "an SPDX identifier",
          "[A-Za-z0-9][A-Za-z0-9.+-]*",
          "Write one of https://spdx.org/licenses, as in Apache-2.0.");
  private static final Pattern PASSWORD =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/@]*:[^/]*@.*");

  private static final Key<GitHubRepository> TAP =
      required(
          "tap", Texts.LINE.then(GitHubRepository::of), "the tap's repository, as `owner/name`");
  private static final Key<String> TAP_URL =
      optional(
          "tap-url",
          Texts.LINE.then(HomebrewKeys::withoutPassword),
          "where the tap is cloned from and pushed to: an https URL, or a path; left out, the repository on"
              + " GitHub");
  private static final Key<FormulaName> FORMULA =
      required("formula", Texts.LINE.then(FormulaName::new), "the formula's name");
  private static final Key<String> TEMPLATE =
      required("template", Texts.PATH, "the formula's FreeMarker template");
  private static final Key<String> DESCRIPTION_KEY =
      required("description", DESCRIPTION, "what the formula is, in at most 80 characters");
  private static final Key<String> HOMEPAGE = required("homepage", URL, "the product's web page");
  private static final Key<String> LICENSE_KEY =
      required("license", LICENSE, "the product's licence, by its SPDX identifier");
  private static final Key<Delivery> DELIVERY =
      withDefault(
          "delivery",
          new Choice(
                  List.of("pull-request", "commit"),
                  "A pull request is merged by a person; a commit goes straight to the default"
                      + " branch.")
              .then(HomebrewKeys::delivery),
          "pull-request",
          "how the formula reaches the tap's default branch");

  static final Section<Homebrew> SECTION =
      new Section<>(
          List.of(
              TAP, TAP_URL, FORMULA, TEMPLATE, DESCRIPTION_KEY, HOMEPAGE, LICENSE_KEY, DELIVERY),
          values ->
              new Homebrew(
                  values.get(TAP),
                  values.find(TAP_URL),
                  values.get(FORMULA),
                  values.get(TEMPLATE),
                  values.get(DESCRIPTION_KEY),
                  values.get(HOMEPAGE),
                  values.get(LICENSE_KEY),
                  values.get(DELIVERY)));

  private HomebrewKeys() {}

  private static Delivery delivery(String word) {
    return Delivery.valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  private static String withoutPassword(String url) {
    if (PASSWORD.matcher(url).matches()) {
      throw ReleaseException.input(
          "this URL holds a password", "Take it out, and set HOMEBREW_TAP_TOKEN.");
    }
    return url;
  }
}
