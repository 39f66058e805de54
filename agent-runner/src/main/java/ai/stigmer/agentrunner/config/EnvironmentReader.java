package ai.stigmer.agentrunner.config;

import ai.stigmer.agentrunner.secret.Redactor;
import ai.stigmer.agentrunner.secret.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads an environment and remembers everything that is wrong in it. An empty value counts as not
/// set.
final class EnvironmentReader {

  private final Map<String, String> environment;
  private final List<String> complaints = new ArrayList<>();
  private final List<Secret> secrets;

  EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
    this.secrets =
        Arrays.stream(Variable.values())
            .filter(Variable::isSecret)
            .flatMap(variable -> value(variable).stream())
            .filter(value -> !value.isBlank())
            .map(Secret::of)
            .toList();
  }

  /// The value of a variable that is set and can be read; one that cannot is remembered.
  ///
  /// The complaint shows no key, and no address with a user, which may have a password in it.
  ///
  /// @param expected what is expected, to go after "expected"
  <T> Optional<T> optional(
      Variable variable, Function<String, Optional<T>> parse, String expected) {
    Optional<String> value = value(variable);
    Optional<T> parsed = value.flatMap(parse);
    if (value.isPresent() && parsed.isEmpty()) {
      complain(
          variable.isSecret() || value.get().contains("@")
              ? "%s cannot be used; expected %s".formatted(variable, expected)
              : "%s is '%s'; expected %s".formatted(variable, value.get(), expected));
    }
    return parsed;
  }

  /// The value of a variable, or of its fallback where it is not set or cannot be read.
  <T> T required(Variable variable, Function<String, Optional<T>> parse, String expected) {
    return optional(variable, parse, expected)
        .or(() -> parse.apply(variable.fallback()))
        .orElseThrow(() -> new IllegalStateException(variable + " has no fallback"));
  }

  /// One of the names of an enumeration, in any case.
  <T extends Enum<T>> T choice(Variable variable, Class<T> type) {
    return required(
        variable,
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst(),
        Arrays.stream(type.getEnumConstants())
            .map(constant ->
                Character.isUpperCase(variable.fallback().charAt(0))
                    ? constant.name()
                    : constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "one of ", "")));
  }

  /// A key, which goes into a header and so is printable and without spaces.
  Optional<Secret> secret(Variable variable) {
    return optional(
        variable,
        text -> text.matches("[!-~]+") ? Optional.of(Secret.of(text)) : Optional.empty(),
        "a key without spaces or line breaks");
  }

  boolean isSet(Variable variable) {
    return value(variable).isPresent();
  }

  void complain(String sentence) {
    complaints.add(new Redactor(secrets).redact(sentence));
  }

  List<String> complaints() {
    return complaints;
  }

  List<Secret> secrets() {
    return secrets;
  }

  private Optional<String> value(Variable variable) {
    return Optional.ofNullable(environment.get(variable.name())).filter(text -> !text.isEmpty());
  }
}
