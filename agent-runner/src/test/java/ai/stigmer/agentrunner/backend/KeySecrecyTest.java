package ai.stigmer.agentrunner.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.agentrunner.config.BackendSettings;
import ai.stigmer.agentrunner.contract.AgentExecution;
import ai.stigmer.agentrunner.contract.AgentExecutionStatus;
import ai.stigmer.agentrunner.contract.ExecutionPhase;
import ai.stigmer.agentrunner.execution.BackendException;
import ai.stigmer.agentrunner.secret.Secret;
import io.grpc.Status;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Searches all that is logged, at the finest level, and all that is thrown for the key; what the
/// stand-in's own side logs is not the worker's.
@Timeout(60)
class KeySecrecyTest {

  private static final String SECRET = "canary-5f3a";
  private static final Logger ROOT = Logger.getLogger("");

  private final Recorder recorder = new Recorder();
  private final Level level = ROOT.getLevel();
  private final Handler[] handlers = ROOT.getHandlers();

  @BeforeEach
  void recordEverything() {
    for (Handler handler : handlers) {
      ROOT.removeHandler(handler);
    }
    ROOT.addHandler(recorder);
    ROOT.setLevel(Level.ALL);
  }

  @AfterEach
  void restore() {
    ROOT.setLevel(level);
    ROOT.removeHandler(recorder);
    for (Handler handler : handlers) {
      ROOT.addHandler(handler);
    }
  }

  @Test
  void neitherLogsNorFailuresHoldTheKey() throws InterruptedException {
    try (StandInServer server = StandInServer.start();
        var backend =
            ServerBackend.at(
                new BackendSettings(server.endpoint(), Optional.of(Secret.of(SECRET))))) {
      AgentExecution execution = server.keep("Be brief.");
      backend.agentOf(execution);
      server.fail(1, Status.PERMISSION_DENIED.withDescription("no progress with " + SECRET));
      backend.report("aex-1", in(ExecutionPhase.EXECUTION_IN_PROGRESS));
      while (recorder.lines.stream().noneMatch(line -> line.contains("no progress with"))) {
        Thread.sleep(1);
      }
      server.fail(1, Status.UNAUTHENTICATED.withDescription("unknown key " + SECRET));
      failureOf(() -> backend.agentOf(execution));
      server.fail(1, Status.INTERNAL.withDescription("crashed on " + SECRET));
      failureOf(() -> backend.report("aex-1", in(ExecutionPhase.EXECUTION_FAILED)));

      assertThat(server.authorizations()).contains(Optional.of("Bearer " + SECRET));
      assertThat(recorder.lines)
          .anyMatch(line -> line.contains("crashed on ***"))
          .noneMatch(line -> line.contains(SECRET));
    }
  }

  private void failureOf(Call call) throws InterruptedException {
    try {
      call.run();
    } catch (BackendException failure) {
      var trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      recorder.lines.add(trace.toString());
    }
  }

  private static AgentExecutionStatus in(ExecutionPhase phase) {
    return AgentExecutionStatus.newBuilder().setPhase(phase).build();
  }

  private interface Call {
    void run() throws InterruptedException;
  }

  private static final class Recorder extends Handler {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Formatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord line) {
      if (!String.valueOf(line.getLoggerName()).endsWith(".NettyServerHandler")) {
        lines.add(formatter.format(line));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
