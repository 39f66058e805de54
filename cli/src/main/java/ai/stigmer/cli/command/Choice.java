package ai.stigmer.cli.command;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads one of several values as a person types it, in any case; what is none of them is refused
/// with all that can be typed.
///
/// @param values what can be typed
record Choice<E extends Enum<E>>(Class<E> values) implements ITypeConverter<E> {

  @Override
  public E convert(String typed) {
    return Arrays.stream(values.getEnumConstants())
        .filter(value -> value.toString().equalsIgnoreCase(typed))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "'%s' is none of %s"
                    .formatted(
                        typed,
                        Arrays.stream(values.getEnumConstants())
                            .map(Enum::toString)
                            .collect(Collectors.joining(", ")))));
  }
}
