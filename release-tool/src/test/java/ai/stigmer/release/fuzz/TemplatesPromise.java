package ai.stigmer.release.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.release.template.Template;
import ai.stigmer.release.template.Template.Escaping;
import java.util.List;
import java.util.Map;

/// Templates. Any text renders, or is refused as a template.
final class TemplatesPromise implements Promise {

  private static final Map<String, Object> VARIABLES =
      Map.of(
          "version",
          "1.2.3",
          "description",
          "Keep a \"workspace\" #{tidy}",
          "image",
          Map.of("digest", "sha256:abc"),
          "archives",
          List.of(Map.of("os", "linux"), Map.of("os", "darwin")));

  @Override
  public void tryOn(byte[] input) throws Exception {
    String text = new String(input, UTF_8);
    for (Escaping escaping : Escaping.values()) {
      Failures.valueOrProblem(() -> new Template("it.ftl", text, escaping).render(VARIABLES));
    }
  }
}
