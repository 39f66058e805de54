package ai.stigmer.agentrunner.tool;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
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
  private static final long SET_DUMPABLE = 4;
  private static final long SET_NO_NEW_PRIVILEGES = 38;

  private static final long SET_SECCOMP = 22;
  private static final long SECCOMP_FILTER = 2;
  private static final int LOAD = 0x20;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_AT_LEAST = 0x35;
  private static final int RETURN = 0x06;
  private static final long NUMBER_OFFSET = 0;
  private static final long PROCESSOR_OFFSET = 4;
  private static final long FIRST_ARGUMENT_OFFSET = 16;
  private static final long FIRST_OF_X32 = 0x40000000;
  private static final long IO_URING_SETUP = 425;
  private static final long UNIX_DOMAIN = 1;
  private static final long ALLOW = 0x7fff0000;
  private static final long REFUSE_ACCESS = 0x5000d;

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

  /// `prctl(PR_SET_DUMPABLE)`: other processes of this user no longer read this one's memory and
  /// environment.
  long hideFromOthers() {
    return call(arm ? 167 : 157, SET_DUMPABLE, 0, 0, 0);
  }

  /// `seccomp` with a filter by which this thread and what it starts make no Unix-domain socket,
  /// neither directly nor in another processor's or `io_uring`'s way.
  ///
  /// See <https://docs.kernel.org/userspace-api/seccomp_filter.html>.
  long refuseLocalSockets(Arena arena) {
    long[] filter = {
      instruction(LOAD, 0, 0, PROCESSOR_OFFSET),
      instruction(IF_EQUAL, 0, 7, arm ? 0xc00000b7L : 0xc000003eL),
      instruction(LOAD, 0, 0, NUMBER_OFFSET),
      instruction(IF_AT_LEAST, 5, 0, FIRST_OF_X32),
      instruction(IF_EQUAL, 4, 0, IO_URING_SETUP),
      instruction(IF_EQUAL, 0, 2, arm ? 198 : 41),
      instruction(LOAD, 0, 0, FIRST_ARGUMENT_OFFSET),
      instruction(IF_EQUAL, 1, 0, UNIX_DOMAIN),
      instruction(RETURN, 0, 0, ALLOW),
      instruction(RETURN, 0, 0, REFUSE_ACCESS),
    };
    MemorySegment program = arena.allocate(16, 8);
    program.set(JAVA_SHORT, 0, (short) filter.length);
    program.set(JAVA_LONG, 8, arena.allocateFrom(JAVA_LONG, filter).address());
    return call(arm ? 167 : 157, SET_SECCOMP, SECCOMP_FILTER, program.address(), 0);
  }

  /// A `struct sock_filter`, as both processors, which are little-endian, have it in memory.
  private static long instruction(int code, int then, int otherwise, long constant) {
    return constant << 32 | (long) otherwise << 24 | (long) then << 16 | code;
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
