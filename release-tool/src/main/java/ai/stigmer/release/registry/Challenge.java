package ai.stigmer.release.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One way to authenticate that a server offers in `WWW-Authenticate` (RFC 9110 section 11.6.1).
///
/// @param scheme its name in lower case: `basic`, `bearer`
/// @param parameters what it says, names in lower case
record Challenge(String scheme, Map<String, String> parameters) {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern SCHEME = Pattern.compile("[\\s,]*(" + TOKEN + ")(?=[\\s,]|$)");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "[\\s,]*("
              + TOKEN
              + ")\\s*=\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|("
              + TOKEN
              + "))(?=[\\s,]|$)");
  private static final int LONGEST = 8 * 1024;

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  /// The challenges in these header values, as far as they can be read.
  static List<Challenge> parse(List<String> headers) {
    var challenges = new ArrayList<Challenge>();
    headers.stream()
        .filter(header -> header.length() <= LONGEST)
        .forEach(header -> parse(header, challenges));
    return List.copyOf(challenges);
  }

  /// The value of a parameter, if it is given.
  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private static void parse(String header, List<Challenge> challenges) {
    Matcher scheme = SCHEME.matcher(header);
    int position = 0;
    while (scheme.region(position, header.length()).lookingAt()) {
      position = scheme.end();
      var parameters = new LinkedHashMap<String, String>();
      Matcher parameter = PARAMETER.matcher(header);
      while (parameter.region(position, header.length()).lookingAt()) {
        parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), value(parameter));
        position = parameter.end();
      }
      challenges.add(new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters));
    }
  }

  private static String value(Matcher parameter) {
    String quoted = parameter.group(2);
    return quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
  }
}
