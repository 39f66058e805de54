package ai.stigmer.release.template;

import ai.stigmer.release.problem.Problem;
import ai.stigmer.release.problem.Problem.Kind;
import ai.stigmer.release.problem.ReleaseException;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Renders one template by FreeMarker, within limits of size and time.
final class FreeMarkerRenderer {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /// The words by which a template would leave its escaping, and a backslash that would undo it.
  private static final Pattern UNSAFE_FOR_RUBY =
      Pattern.compile(
          "no_?[eE]sc\\b|no_?[aA]uto_?[eE]sc\\b|output_?[fF]ormat\\b|<#ftl\\b"
              + "|\\?\\s*(eval|eval_json|evalJson|interpret)\\b|\\\\(?=\\$\\{)");

  private final Template template;
  private final Duration longest;

  FreeMarkerRenderer(Template template) {
    this(template, LONGEST);
  }

  FreeMarkerRenderer(Template template, Duration longest) {
    this.template = template;
    this.longest = longest;
  }

  String render(Map<String, ?> variables) {
    refuseUnsafe();
    try {
      return withinTime(variables);
    } catch (ParseException wrong) {
      throw new ReleaseException(
          problem(
              wrong.getLineNumber(),
              wrong.getColumnNumber(),
              firstLine(wrong.getEditorMessage()),
              "Correct the template (https://freemarker.apache.org/docs/ref.html)."),
          wrong);
    } catch (InvalidReferenceException undefined) {
      throw new ReleaseException(
          problem(
              undefined.getLineNumber(),
              undefined.getColumnNumber(),
              "'" + undefined.getBlamedExpressionString() + "' is not defined",
              "The variables are " + String.join(", ", new TreeSet<>(variables.keySet())) + "."),
          undefined);
    } catch (TemplateException wrong) {
      throw new ReleaseException(
          problem(
              Optional.ofNullable(wrong.getLineNumber()).orElse(1),
              Optional.ofNullable(wrong.getColumnNumber()).orElse(1),
              firstLine(wrong.getMessageWithoutStackTop()),
              "Correct the template (https://freemarker.apache.org/docs/ref.html)."),
          wrong);
    } catch (IOException tooLong) {
      throw endless(tooLong);
    }
  }

  private void refuseUnsafe() {
    if (template.escaping() == Template.Escaping.NONE) {
      return;
    }
    Matcher unsafe = UNSAFE_FOR_RUBY.matcher(template.text());
    if (unsafe.find()) {
      String before = template.text().substring(0, unsafe.start());
      throw new ReleaseException(
          problem(
              (int) before.chars().filter(character -> character == '\n').count() + 1,
              before.length() - before.lastIndexOf('\n'),
              "'" + unsafe.group() + "' would let a value leave its Ruby string",
              "Write interpolations inside double quotes and leave their escaping on."));
    }
  }

  private freemarker.template.Template parse() throws IOException {
    var parsed =
        new freemarker.template.Template(
            template.name(), new StringReader(template.text()), configuration());
    _CoreAPI.addThreadInterruptedChecks(parsed);
    return parsed;
  }

  private Configuration configuration() {
    var configuration = new Configuration(Configuration.VERSION_2_3_35);
    configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_35));
    configuration.setLocale(Locale.ROOT);
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    configuration.setNumberFormat("c");
    configuration.setBooleanFormat("c");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    // What fails is told by an exception, once; FreeMarker would print it as well.
    configuration.setLogTemplateExceptions(false);
    configuration.setAttemptExceptionReporter((exception, environment) -> {});
    configuration.setRecognizeStandardFileExtensions(false);
    configuration.setOutputFormat(
        switch (template.escaping()) {
          case NONE -> PlainTextOutputFormat.INSTANCE;
          case RUBY_STRING -> RubyStringFormat.INSTANCE;
        });
    return configuration;
  }

  private String withinTime(Map<String, ?> variables) throws TemplateException, IOException {
    var output = new BoundedWriter();
    var task =
        new FutureTask<>(() -> {
          parse().process(variables, output);
          return output.toString();
        });
    Thread thread = Thread.ofPlatform().daemon().name("template").start(task);
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException tooLong) {
      thread.interrupt();
      throw endless(tooLong);
    } catch (InterruptedException interrupted) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new ReleaseException(
          new Problem(Kind.INPUT, template.name() + " was not rendered: interrupted", "", ""),
          interrupted);
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case TemplateException wrong -> throw wrong;
        case IOException tooLong -> throw tooLong;
        case StackOverflowError recursion -> throw endless(recursion);
        case OutOfMemoryError growth -> throw endless(growth);
        case null, default -> throw new IllegalStateException(failed);
      }
    }
  }

  private ReleaseException endless(Throwable cause) {
    return new ReleaseException(
        new Problem(
            Kind.INPUT,
            "The template " + template.name() + " does not end",
            "",
            "It may write "
                + BoundedWriter.LONGEST
                + " characters and run "
                + longest.toSeconds()
                + " seconds: look for a loop or a macro that calls itself."),
        cause);
  }

  private Problem problem(int line, int column, String summary, String remedy) {
    return new Problem(
        Kind.INPUT,
        template.name() + ", line " + line + ", column " + column + ": " + summary,
        "",
        remedy);
  }

  private static String firstLine(String text) {
    return text.lines()
        .findFirst()
        .orElse("")
        .replaceFirst(", but was expecting one of these patterns:$", "");
  }
}
