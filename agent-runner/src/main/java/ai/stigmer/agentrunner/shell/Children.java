package ai.stigmer.agentrunner.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The processes this program is the parent of: those it started, and orphans. Where it is the
/// first process of a container, every process whose parent ended becomes its child, and stays in
/// the system's table once it has ended, until it is buried here.
///
/// The JDK buries what it started itself, at once. So only what has been dead for a while, and is
/// no shell of a command's, is an orphan.
final class Children {

  private static final Duration UNBURIED = Duration.ofSeconds(1);

  private static final Children OF_THIS_PROGRAM = new Children();

  private final Set<Process> started = new HashSet<>();
  private Map<ProcessHandle, Instant> dead = Map.of();

  private Children() {}

  static Children ofThisProgram() {
    return OF_THIS_PROGRAM;
  }

  /// How one is started.
  interface Start {
    Process run() throws IOException;
  }

  /// Starts one, which the JDK buries.
  synchronized Process start(Start start) throws IOException {
    Process child = start.run();
    started.add(child);
    return child;
  }

  /// Buries the orphans that had ended when this was called before.
  synchronized void buryOrphans() {
    started.removeIf(child -> !child.isAlive());
    Set<Long> own = started.stream().map(Process::pid).collect(Collectors.toSet());
    Instant now = Instant.now();
    var stillDead = new HashMap<ProcessHandle, Instant>();
    ProcessHandle.current()
        .children()
        .filter(handle -> !own.contains(handle.pid()) && isDead(handle.pid()))
        .forEach(handle -> stillDead.put(handle, dead.getOrDefault(handle, now)));
    stillDead.forEach((handle, since) -> {
      if (since.plus(UNBURIED).isBefore(now)) {
        Linux.here().ifPresent(linux -> linux.bury(handle.pid()));
      }
    });
    dead = Map.copyOf(stillDead);
  }

  /// See `proc_pid_stat(5)`: the state follows the name, which may hold anything.
  private static boolean isDead(long pid) {
    try {
      String told = Files.readString(Path.of("/proc", pid + "", "stat"));
      return told.startsWith("Z", told.lastIndexOf(')') + 2);
    } catch (IOException gone) {
      return false;
    }
  }
}
