package ai.stigmer.agentrunner.tool;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/// What a command cannot get through: with the kernel's help (Landlock, Linux 5.19 and newer)
/// neither the other sessions nor what is recorded of them can be opened, and no process but the
/// command's own can be looked into, spoken to over a [SocketFilter]ed socket or, since Linux 6.12,
/// signalled. Where the kernel does not help, at least this program's environment cannot be read.
///
/// See <https://docs.kernel.org/userspace-api/landlock.html>.
final class CommandFence {

  private static final long EXECUTE_WRITE_READ = 0b111;
  private static final long TRUNCATE = 1 << 14;

  /// Everything the first two versions know: reading, writing, making, removing and moving.
  private static final long FIRST_RIGHTS = (1 << 14) - 1;

  private static final long SCOPES = 0b11;
  private static final long ASK_FOR_VERSION = 1;

  private final Linux linux;
  private final long version;

  private CommandFence(Linux linux, long version) {
    this.linux = linux;
    this.version = version;
  }

  /// Starts a command that cannot leave that session's folder for another's.
  static Process start(ProcessBuilder builder, SessionFolder folder) throws IOException {
    Optional<CommandFence> fence = Kernel.FENCE;
    return fence.isPresent() ? fence.get().startInside(builder, folder) : builder.start();
  }

  /// Asks the kernel once.
  private static final class Kernel {

    private static final Optional<CommandFence> FENCE = Linux.here().flatMap(Kernel::ask);

    private Kernel() {}

    private static Optional<CommandFence> ask(Linux linux) {
      long version = linux.createRuleset(MemorySegment.NULL, 0, ASK_FOR_VERSION);
      if (version >= 2) {
        return Optional.of(new CommandFence(linux, version));
      }
      linux.hideFromOthers();
      return Optional.empty();
    }
  }

  /// A thread puts itself behind the fence and starts the command from there, which inherits it.
  private Process startInside(ProcessBuilder builder, SessionFolder folder) throws IOException {
    var start =
        new FutureTask<>(() -> {
          enter(folder);
          return builder.start();
        });
    joinUninterruptibly(Thread.ofPlatform().name("command start").start(start));
    if (start.state() != Future.State.SUCCESS) {
      throw new IOException(start.exceptionNow().getMessage(), start.exceptionNow());
    }
    return start.resultNow();
  }

  private void enter(SessionFolder folder) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(24);
      attributes.set(JAVA_LONG_UNALIGNED, 0, rights());
      attributes.set(JAVA_LONG_UNALIGNED, 16, version >= 6 ? SCOPES : 0);
      long ruleset = linux.createRuleset(attributes, version >= 6 ? 24 : 8, 0);
      expect(ruleset >= 0);
      try {
        for (Path open : open(folder)) {
          allow(ruleset, open, arena);
        }
        expect(linux.giveUpNewPrivileges() == 0);
        expect(linux.restrictSelf(ruleset) == 0);
        expect(linux.filterCalls(SocketFilter.program(linux.isArm(), arena)) == 0);
      } finally {
        linux.close(ruleset);
      }
    }
  }

  /// The session's folder and everything outside of the workspace; what is not there, or a link,
  /// has no need of a rule.
  private static List<Path> open(SessionFolder folder) throws IOException {
    var open = new ArrayList<Path>();
    open.add(folder.path());
    Path closed = folder.workspace();
    for (Path around = closed.getParent(); around != null; around = around.getParent()) {
      try (DirectoryStream<Path> beside = Files.newDirectoryStream(around)) {
        for (Path path : beside) {
          if (!path.equals(closed) && !Files.isSymbolicLink(path)) {
            open.add(path);
          }
        }
      } catch (AccessDeniedException unlisted) {
        // What cannot be listed stays closed.
      }
      closed = around;
    }
    return open;
  }

  private void allow(long ruleset, Path path, Arena arena) throws IOException {
    long descriptor = linux.openPath(arena.allocateFrom(path.toString()));
    if (descriptor < 0) {
      return;
    }
    try {
      boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
      MemorySegment rule = arena.allocate(12);
      rule.set(
          JAVA_LONG_UNALIGNED, 0, folder ? rights() : rights() & (EXECUTE_WRITE_READ | TRUNCATE));
      rule.set(JAVA_INT, 8, (int) descriptor);
      expect(linux.addPathRule(ruleset, rule) == 0 || !folder);
    } finally {
      linux.close(descriptor);
    }
  }

  private long rights() {
    return version >= 3 ? FIRST_RIGHTS | TRUNCATE : FIRST_RIGHTS;
  }

  private static void expect(boolean done) throws IOException {
    if (!done) {
      throw new IOException("the kernel refused to confine it");
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
