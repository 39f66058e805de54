package ai.stigmer.agentrunner.tool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every process a command started. A process whose parent ended has a stranger for its parent, and
/// one that left its group or session is in neither; so each inherits a mark in its environment, by
/// which it is found in `/proc`. Where there is no `/proc`, only those are found whose parents
/// live.
final class CommandTree {

  private static final String VARIABLE = "AGENT_COMMAND";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_NANOSECONDS = 2_000_000;

  private final String mark = UUID.randomUUID().toString();

  /// Gives the mark to what that builder starts.
  void mark(ProcessBuilder builder) {
    builder.environment().put(VARIABLE, mark);
  }

  /// Ends all of them, however many more they start meanwhile.
  void end(ProcessHandle first) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    Set<ProcessHandle> living = living(first);
    while (!living.isEmpty() && System.nanoTime() - giveUp < 0) {
      living.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(PAUSE_NANOSECONDS);
      living = living(first);
    }
  }

  private Set<ProcessHandle> living(ProcessHandle first) {
    return Stream.of(
            Stream.of(first).filter(ProcessHandle::isAlive),
            first.descendants(),
            ProcessHandle.allProcesses().filter(this::isMarked))
        .flatMap(processes -> processes)
        .collect(Collectors.toSet());
  }

  private boolean isMarked(ProcessHandle process) {
    try {
      byte[] environment = Files.readAllBytes(Path.of("/proc", process.pid() + "", "environ"));
      return new String(environment, ISO_8859_1).contains(VARIABLE + "=" + mark);
    } catch (IOException gone) {
      // It ended, or it is another user's and so none of the command's.
      return false;
    }
  }
}
