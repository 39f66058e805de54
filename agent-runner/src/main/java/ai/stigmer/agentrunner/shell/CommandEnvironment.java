package ai.stigmer.agentrunner.shell;

import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The environment a command sees: a few harmless variables of the program's own, and nothing else.
///
/// Being on the list is not enough: a variable whose value holds one of the program's secrets is
/// left out, too.
public final class CommandEnvironment {

  private static final List<String> PASSED_ON =
      List.of(
          "PATH",
          "LANG",
          "LC_ALL",
          "TZ",
          "GIT_AUTHOR_NAME",
          "GIT_AUTHOR_EMAIL",
          "GIT_COMMITTER_NAME",
          "GIT_COMMITTER_EMAIL");
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          ".*(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|AUTHORIZATION).*",
          Pattern.CASE_INSENSITIVE);
  private static final int SHORTEST_SECRET = 4;

  private final Map<String, String> variables;

  /// What of that environment a command sees.
  public CommandEnvironment(Map<String, String> own) {
    Set<String> secrets =
        own.entrySet().stream()
            .filter(variable -> SECRET_NAME.matcher(variable.getKey()).matches())
            .map(Map.Entry::getValue)
            .filter(value -> value.length() >= SHORTEST_SECRET)
            .collect(Collectors.toSet());
    var passed = new LinkedHashMap<String, String>();
    passed.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    passed.put("LANG", "C.UTF-8");
    passed.put("GIT_AUTHOR_NAME", "Stigmer agent");
    passed.put("GIT_AUTHOR_EMAIL", "agent@stigmer.invalid");
    passed.put("GIT_COMMITTER_NAME", "Stigmer agent");
    passed.put("GIT_COMMITTER_EMAIL", "agent@stigmer.invalid");
    for (String name : PASSED_ON) {
      String value = own.getOrDefault(name, "");
      if (!value.isEmpty() && secrets.stream().noneMatch(value::contains)) {
        passed.put(name, value);
      }
    }
    passed.put("TERM", "dumb");
    // Nobody is there to answer a question.
    passed.put("GIT_TERMINAL_PROMPT", "0");
    variables = Map.copyOf(passed);
  }

  /// The variables of a command in that session.
  ///
  /// @throws IOException if its folder for what is temporary cannot be made
  Map<String, String> in(SessionFolder folder) throws IOException {
    var variablesThere = new LinkedHashMap<>(variables);
    variablesThere.put("HOME", folder.path().toString());
    variablesThere.put("TMPDIR", folder.temporary().toString());
    return variablesThere;
  }
}
