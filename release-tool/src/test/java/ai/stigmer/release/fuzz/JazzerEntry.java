package ai.stigmer.release.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where Jazzer enters: by the names of these methods.
public final class JazzerEntry {

  static final String PLANTED = "the planted defect";

  private static @Nullable Promise promise;

  private JazzerEntry() {}

  /// Takes the name of a [Target], or none for a promise that does not hold.
  public static void fuzzerInitialize(String[] arguments) {
    promise =
        arguments.length == 0
            ? JazzerEntry::refuseMagic
            : Target.valueOf(arguments[0].toUpperCase(Locale.ROOT).replace('-', '_')).promise();
  }

  /// Tries one input; Jazzer takes whatever is thrown for a finding.
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    if (promise == null) {
      throw new IllegalStateException("Jazzer has not said which target");
    }
    promise.tryOn(input);
  }

  // Chance would take some 10^24 inputs to get here.
  private static void refuseMagic(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    if (text.startsWith("v1.") && text.endsWith("-planted")) {
      throw new AssertionError(PLANTED);
    }
  }
}
