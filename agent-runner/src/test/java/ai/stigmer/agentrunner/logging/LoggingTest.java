package ai.stigmer.agentrunner.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.config.LogFormat;
import ai.stigmer.agentrunner.config.LogLevel;
import ai.stigmer.agentrunner.config.LogSettings;
import ai.stigmer.agentrunner.secret.Redactor;
import ai.stigmer.agentrunner.secret.Secret;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggingTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @AfterEach
  void logAsBefore() throws IOException {
    LogManager.getLogManager().readConfiguration();
  }

  @Test
  void aLineOfTextTellsWhenHowGraveAndWho() {
    start(LogLevel.INFO, LogFormat.TEXT);
    Logger.getLogger("ai.stigmer.agentrunner.tool.Execute").info("grüße");

    assertThat(log())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO Execute: grüße\n");
  }

  @Test
  void noMessageLooksLikeAnotherRecord() {
    start(LogLevel.INFO, LogFormat.TEXT);
    Logger.getLogger("ai.stigmer.agentrunner.X").info("one\n2026-01-01T00:00:00.000Z ERROR X: two");

    assertThat(log()).endsWith("X: one\n  2026-01-01T00:00:00.000Z ERROR X: two\n");
  }

  @Test
  void aLineOfJsonHasEveryField() throws JsonProcessingException {
    start(LogLevel.INFO, LogFormat.JSON);
    Logger.getLogger("ai.stigmer.agentrunner.X")
        .log(Level.SEVERE, "said \"no\"", new IllegalStateException("broken"));

    assertThat(log()).endsWith("\n").containsOnlyOnce("\n");
    JsonNode line = new ObjectMapper().readTree(log());
    assertThat(line.get("time").asText()).endsWith("Z");
    assertThat(line.get("level").asText()).isEqualTo("ERROR");
    assertThat(line.get("logger").asText()).isEqualTo("X");
    assertThat(line.get("thread").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(line.get("message").asText()).isEqualTo("said \"no\"");
    assertThat(line.get("exception").asText())
        .startsWith("java.lang.IllegalStateException: broken\n");
  }

  @Test
  void aFailureWithoutAMessageIsLoggedToo() {
    for (LogFormat format : LogFormat.values()) {
      start(LogLevel.INFO, format);
      var record = new LogRecord(Level.SEVERE, null);
      record.setThrown(new IllegalStateException("in " + format));
      Logger.getLogger("io.grpc.X").log(record);
    }

    assertThat(log()).contains("IllegalStateException: in TEXT", "IllegalStateException: in JSON");
  }

  @Test
  void noSecretIsLoggedWhoeverLogsIt() {
    for (LogFormat format : LogFormat.values()) {
      start(LogLevel.DEBUG, format);
      Logger.getLogger("io.grpc.netty.Headers")
          .log(Level.FINE, "authorization: Bearer sk\"1234", new IOException("sk\"1234 refused"));
    }

    assertThat(log()).contains("Bearer ***", "*** refused").doesNotContain("1234");
  }

  @Test
  void librariesAreQuietUnlessDebugging() {
    start(LogLevel.INFO, LogFormat.TEXT);
    Logger.getLogger("io.temporal.X").info("quiet");
    Logger.getLogger("io.temporal.X").warning("loud");
    start(LogLevel.DEBUG, LogFormat.TEXT);
    Logger.getLogger("io.temporal.X").fine("detail");

    assertThat(log()).contains("loud", "detail").doesNotContain("quiet");
  }

  @Test
  void theWorkersLifeIsToldAtEveryLevel() {
    start(LogLevel.ERROR, LogFormat.TEXT);
    Logger.getLogger("ai.stigmer.agentrunner.worker.AgentWorker").info("ready");
    Logger.getLogger("ai.stigmer.agentrunner.tool.Execute").warning("odd");
    Logger.getLogger("io.temporal.X").warning("odd");

    assertThat(log()).contains("ready").doesNotContain("odd");
  }

  private void start(LogLevel level, LogFormat format) {
    Logging.start(
        new LogSettings(level, format), new Redactor(List.of(Secret.of("sk\"1234"))), out);
  }

  private String log() {
    return out.toString(UTF_8);
  }
}
