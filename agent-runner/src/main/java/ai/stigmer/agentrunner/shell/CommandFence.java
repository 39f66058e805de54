package ai.stigmer.agentrunner.shell;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/// What a command cannot get through: with the kernel's help (Landlock, Linux 5.19 and newer) it
/// writes in its session's folders and into devices only, opens nothing of other sessions or of
/// what is recorded of them, and no process but its own can be looked into or, since Linux 6.12,
/// signalled. A [SocketFilter] keeps it from the sockets of this machine, this program's own among
/// them. Where there is no Landlock, the filter stays, and this program's environment cannot be
/// read.
///
/// See <https://docs.kernel.org/userspace-api/landlock.html>.
final class CommandFence {

  private static final long EXECUTE_AND_READ_FILES = 0b101;
  private static final long READ_FOLDERS = 0b1000;
  private static final long WRITE_FILES = 0b10;
  private static final long TRUNCATE = 1 << 14;

  /// Everything the first two versions know: reading, writing, making, removing and moving.
  private static final long FIRST_RIGHTS = (1 << 14) - 1;

  private static final long SCOPES = 0b11;
  private static final long ASK_FOR_VERSION = 1;

  /// The first version that lets files be moved between folders.
  private static final int LEAST_VERSION = 2;

  private static final Path DEVICES = Path.of("/dev");

  /// The only folders of devices that hold no files of anybody's.
  private static final Set<Path> TERMINALS = Set.of(DEVICES.resolve("pts"));

  private static final Logger LOG = System.getLogger(CommandFence.class.getName());

  private final Linux linux;
  private final long version;

  /// A fence of that version of Landlock, or without it.
  CommandFence(Linux linux, long version) {
    this.linux = linux;
    this.version = version;
  }

  /// Starts a command that cannot leave that session's folders for another's.
  static Process start(ProcessBuilder builder, SessionFolder folder) throws IOException {
    Optional<CommandFence> fence = Kernel.FENCE;
    return fence.isPresent() ? fence.get().startInside(builder, folder) : builder.start();
  }

  /// Asks the kernel once.
  private static final class Kernel {

    private static final Optional<CommandFence> FENCE = Linux.here().map(Kernel::ask);

    private Kernel() {}

    private static CommandFence ask(Linux linux) {
      var fence =
          new CommandFence(linux, linux.createRuleset(MemorySegment.NULL, 0, ASK_FOR_VERSION));
      if (!fence.hasLandlock()) {
        linux.hideFromOthers();
        LOG.log(
            Level.WARNING,
            "The kernel has no Landlock (Linux 5.19 and newer have it, unless it is switched off):"
                + " the commands of one session can reach the files of the others");
      }
      return fence;
    }
  }

  /// A thread puts itself behind the fence and starts the command from there, which inherits it.
  Process startInside(ProcessBuilder builder, SessionFolder folder) throws IOException {
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

  private boolean hasLandlock() {
    return version >= LEAST_VERSION;
  }

  private void enter(SessionFolder folder) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      boolean alone = linux.giveUpNewPrivileges() == 0;
      if (hasLandlock()) {
        expect(alone);
        restrict(folder, arena);
      }
      boolean filtered = linux.filterCalls(SocketFilter.program(linux.isArm(), arena)) == 0;
      // An emulated processor has neither.
      expect(filtered || !hasLandlock());
    }
  }

  private void restrict(SessionFolder folder, Arena arena) throws IOException {
    MemorySegment attributes = arena.allocate(24);
    attributes.set(JAVA_LONG_UNALIGNED, 0, rights());
    attributes.set(JAVA_LONG_UNALIGNED, 16, version >= 6 ? SCOPES : 0);
    long ruleset = linux.createRuleset(attributes, version >= 6 ? 24 : 8, 0);
    expect(ruleset >= 0);
    try {
      allow(ruleset, folder.path(), rights(), arena);
      allow(ruleset, folder.temporary(), rights(), arena);
      for (Path open : around(folder)) {
        allow(ruleset, open, EXECUTE_AND_READ_FILES | READ_FOLDERS, arena);
      }
      for (Path device : devices()) {
        allow(
            ruleset,
            device,
            EXECUTE_AND_READ_FILES | READ_FOLDERS | WRITE_FILES | truncate(),
            arena);
      }
      expect(linux.restrictSelf(ruleset) == 0);
    } finally {
      linux.close(ruleset);
    }
  }

  /// Everything outside of the workspace.
  private static List<Path> around(SessionFolder folder) throws IOException {
    var around = new ArrayList<Path>();
    Path closed = folder.workspace();
    for (Path above = closed.getParent(); above != null; above = above.getParent()) {
      for (Path path : in(above)) {
        if (!path.equals(closed)) {
          around.add(path);
        }
      }
      closed = above;
    }
    return around;
  }

  private static List<Path> devices() throws IOException {
    return in(DEVICES).stream()
        .filter(path -> TERMINALS.contains(path) || !Files.isDirectory(path))
        .toList();
  }

  /// What is in a folder; a link has no need of a rule, and what cannot be listed stays closed.
  private static List<Path> in(Path folder) throws IOException {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        if (!Files.isSymbolicLink(path)) {
          found.add(path);
        }
      }
    } catch (AccessDeniedException | NoSuchFileException closed) {
      return List.of();
    }
    return found;
  }

  private void allow(long ruleset, Path path, long rights, Arena arena) throws IOException {
    long descriptor = linux.openPath(arena.allocateFrom(path.toString()));
    if (descriptor < 0) {
      return;
    }
    try {
      boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
      MemorySegment rule = arena.allocate(12);
      rule.set(
          JAVA_LONG_UNALIGNED,
          0,
          folder ? rights : rights & (EXECUTE_AND_READ_FILES | WRITE_FILES | TRUNCATE));
      rule.set(JAVA_INT, 8, (int) descriptor);
      expect(linux.addPathRule(ruleset, rule) == 0 || !folder);
    } finally {
      linux.close(descriptor);
    }
  }

  private long rights() {
    return FIRST_RIGHTS | truncate();
  }

  private long truncate() {
    return version >= 3 ? TRUNCATE : 0;
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
