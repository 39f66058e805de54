package ai.stigmer.release.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.template.Template.Escaping;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  @Test
  void onlyDollarInterpolatesSoRubysOwnPassesThrough() {
    assertThat(render("${a} #{version} [=a]", Map.of("a", "x"))).isEqualTo("x #{version} [=a]");
  }

  @Test
  void mapsListsAndConditionsWork() {
    String text = "<#list all as one>\n${one.name}<#if one.last>.</#if>\n</#list>\n";
    var variables =
        Map.of(
            "all", List.of(Map.of("name", "a", "last", false), Map.of("name", "b", "last", true)));
    assertThat(render(text, variables)).isEqualTo("a\nb.\n");
  }

  @Test
  void numbersArePlainInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(render("${port} ${half}", Map.of("port", 8080, "half", 0.5)))
          .isEqualTo("8080 0.5");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void crlfIsReadAsLf() {
    assertThat(render("a\r\nb\r\n", Map.of())).isEqualTo("a\nb\n");
  }

  @Test
  void anUndefinedVariableIsNamedWithItsPlace() {
    assertThatThrownBy(() -> render("one\ntwo ${image.dgst}", Map.of("image", Map.of(), "b", "")))
        .hasMessage(
            "x.ftl, line 2, column 7: 'image.dgst' is not defined\nThe variables are b, image.");
  }

  @Test
  void aSyntaxErrorIsNamedWithItsPlace() {
    assertThatThrownBy(() -> render("one\n<#if a>", Map.of("a", true)))
        .hasMessageStartingWith("x.ftl, line 2, column 7: ")
        .isInstanceOfSatisfying(
            ReleaseException.class,
            exception -> assertThat(exception.problem().kind()).isEqualTo(Problem.Kind.INPUT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${'freemarker.template.utility.Execute'?new()('id')}",
        "${'java.lang.Runtime'?new()}",
        "${a?api.getClass()}",
        "${a.class}",
        "<#include '/etc/passwd'>",
        "<#include 'x.ftl'>",
        "<#import 'x.ftl' as x>",
        "${.main_template_name?foo}"
      })
  void nothingButItsVariablesIsReached(String text) {
    assertThatThrownBy(() -> render(text, Map.of("a", Map.of())))
        .isInstanceOf(ReleaseException.class)
        .hasMessageStartingWith("x.ftl, line 1, column ");
  }

  @Test
  void anObjectThatIsNoValueIsRefused() {
    assertThatThrownBy(() -> render("${a}", Map.of("a", Path.of("x"))))
        .isInstanceOf(ReleaseException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<#list 1.. as n>text</#list>",
        "<#macro m><@m/></#macro><@m/>",
        "<#function f x><#return f(x)></#function>${f(1)}"
      })
  void aTemplateThatDoesNotEndIsAProblem(String text) {
    assertThatThrownBy(() -> render(text, Map.of()))
        .isInstanceOf(ReleaseException.class)
        .hasMessageStartingWith("The template x.ftl does not end");
  }

  @Test
  void aTemplateThatLoopsInSilenceIsStopped() {
    var silent = new Template("x.ftl", "<#list 1.. as n></#list>", Escaping.NONE);
    var renderer = new FreeMarkerRenderer(silent, Duration.ofMillis(20));
    assertThatThrownBy(() -> renderer.render(Map.of()))
        .isInstanceOf(ReleaseException.class)
        .hasMessageStartingWith("The template x.ftl does not end");
  }

  @Test
  void nothingIsPrintedWhenATemplateFails() {
    PrintStream before = System.err;
    var printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(render("<#attempt>${a}<#recover>none</#attempt>", Map.of())).isEqualTo("none");
      assertThatThrownBy(() -> render("${a}", Map.of())).isInstanceOf(ReleaseException.class);
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("gone.ftl");
    assertThatThrownBy(() -> Template.read(file, Escaping.NONE))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining(file.toString());
  }

  private static String render(String text, Map<String, ?> variables) {
    return new Template("x.ftl", text, Escaping.NONE).render(variables);
  }
}
