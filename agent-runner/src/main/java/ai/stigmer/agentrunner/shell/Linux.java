package ai.stigmer.agentrunner.shell;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The system calls of Linux that the JDK has no method for. Nothing of it is loaded before the
/// first command is run.
final class Linux {

  private static final long WORKING_DIRECTORY = -100;
  private static final long OPEN_PATH_NOFOLLOW_CLOEXEC = 0x200000 | 0x20000 | 0x80000;
  private static final long OPEN_PATH_NOFOLLOW_CLOEXEC_ARM = 0x200000 | 0x8000 | 0x80000;
  private static final long WITHOUT_WAITING = 1;
  private static final long SET_DUMPABLE = 4;
  private static final long SET_SECCOMP = 22;
  private static final long SECCOMP_FILTER = 2;
  private static final long SET_NO_NEW_PRIVILEGES = 38;

  private final MethodHandle syscall;
  private final boolean arm;

  private Linux(MethodHandle syscall, boolean arm) {
    this.syscall = syscall;
    this.arm = arm;
  }

  /// This system's calls, if it is Linux on a processor whose numbers are known here.
  @SuppressWarnings("restricted")
  static Optional<Linux> here() {
    String processor = System.getProperty("os.arch");
    boolean arm = processor.equals("aarch64");
    if (!System.getProperty("os.name").equals("Linux") || !(arm || processor.equals("amd64"))) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("syscall")
        .map(address ->
            linker.downcallHandle(
                address,
                FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1)))
        .map(syscall -> new Linux(syscall, arm));
  }

  /// `landlock_create_ruleset`.
  long createRuleset(MemorySegment attributes, long size, long flags) {
    return call(444, attributes.address(), size, flags, 0);
  }

  /// `landlock_add_rule` for what is below a path.
  long addPathRule(long ruleset, MemorySegment attributes) {
    return call(445, ruleset, 1, attributes.address(), 0);
  }

  /// `landlock_restrict_self`, for this thread and what it starts.
  long restrictSelf(long ruleset) {
    return call(446, ruleset, 0, 0, 0);
  }

  /// `prctl(PR_SET_NO_NEW_PRIVS)`, for this thread and what it starts.
  long giveUpNewPrivileges() {
    return call(arm ? 167 : 157, SET_NO_NEW_PRIVILEGES, 1, 0, 0);
  }

  /// `prctl(PR_SET_SECCOMP)`, for this thread and what it starts.
  long filterCalls(MemorySegment program) {
    return call(arm ? 167 : 157, SET_SECCOMP, SECCOMP_FILTER, program.address(), 0);
  }

  /// Whether the processor is an ARM, rather than an AMD or Intel.
  boolean isArm() {
    return arm;
  }

  /// `prctl(PR_SET_DUMPABLE)`: other processes of this user no longer read this one's memory and
  /// environment.
  long hideFromOthers() {
    return call(arm ? 167 : 157, SET_DUMPABLE, 0, 0, 0);
  }

  /// `wait4` for a child that has ended, and for no other.
  void bury(long pid) {
    call(arm ? 260 : 61, pid, 0, WITHOUT_WAITING, 0);
  }

  /// `openat`, only to name what is there; a link itself.
  long openPath(MemorySegment path) {
    return call(
        arm ? 56 : 257,
        WORKING_DIRECTORY,
        path.address(),
        arm ? OPEN_PATH_NOFOLLOW_CLOEXEC_ARM : OPEN_PATH_NOFOLLOW_CLOEXEC,
        0);
  }

  void close(long descriptor) {
    call(arm ? 57 : 3, descriptor, 0, 0, 0);
  }

  /// The call's result, -1 if it failed.
  private long call(long number, long first, long second, long third, long fourth) {
    try {
      return (long) syscall.invokeExact(number, first, second, third, fourth);
    } catch (Throwable impossible) {
      throw new IllegalStateException("a call of the system cannot throw", impossible);
    }
  }
}
