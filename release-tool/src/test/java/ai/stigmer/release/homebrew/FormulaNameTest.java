package ai.stigmer.release.homebrew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.ReleaseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaNameTest {

  /// Homebrew's own rows (`formulary_spec.rb`, "class naming"), and ours.
  @ParameterizedTest
  @CsvSource({
    "stigmer,Stigmer",
    "foo-bar,FooBar",
    "foo_bar,FooBar",
    "foo.bar,FooBar",
    "shell.fm,ShellFm",
    "s-lang,SLang",
    "pkg-config,PkgConfig",
    "foo++,Fooxx",
    "foo+,Foox",
    "foo-2bar,Foo2bar",
    "openssl@1.1,OpensslAT11",
    "foo@1.2,FooAT12",
    "foo-bar@10,FooBarAT10"
  })
  void theClassIsTheOneHomebrewLooksFor(String name, String className) {
    assertThat(new FormulaName(name).className()).isEqualTo(className);
    assertThat(new FormulaName(name).path()).isEqualTo("Formula/" + name + ".rb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "7zip", "a.", "a..b", "Stigmer", "../x", "a/b", "a b", "-a", "a@", "a@1.", "a\n"
      })
  void aNameThatIsNoFormulaIsRefused(String name) {
    assertThatThrownBy(() -> new FormulaName(name)).isInstanceOf(ReleaseException.class);
  }
}
