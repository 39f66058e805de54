package ai.stigmer.agentrunner.shell;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A program for the kernel that refuses Unix-domain sockets, over which a command could ask its
/// own worker for anything: Landlock has no say in who connects to one. Pairs of sockets are let
/// through, and so is the network.
///
/// See <https://docs.kernel.org/userspace-api/seccomp_filter.html>.
final class SocketFilter {

  private static final short LOAD = 0x20;
  private static final short IF_EQUAL = 0x15;
  private static final short IF_AT_LEAST = 0x35;
  private static final short RETURN = 0x06;

  /// Where the kernel tells of a call its number, its processor's architecture, its first argument.
  private static final int NUMBER = 0;

  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;

  private static final int AMD64 = 0xc000003e;
  private static final int ARM64 = 0xc00000b7;
  private static final int SOCKET_OF_AMD64 = 41;
  private static final int SOCKET_OF_ARM64 = 198;

  /// From here on AMD64 has the calls of another kind of program, which would need their own rules.
  private static final int OTHER_KIND = 0x40000000;

  /// `io_uring_setup`, which would open sockets past this filter.
  private static final int QUEUE_OF_CALLS = 425;

  private static final int UNIX = 1;
  private static final int ALLOW = 0x7fff0000;
  private static final int PERMISSION_DENIED = 0x00050000 | 13;

  private static final int INSTRUCTIONS = 10;

  private SocketFilter() {}

  /// The program, as `struct sock_fprog`. A jump tells how many instructions it leaves out.
  static MemorySegment program(boolean arm, Arena arena) {
    MemorySegment code = arena.allocate(8L * INSTRUCTIONS, 8);
    put(code, 0, LOAD, 0, 0, ARCHITECTURE);
    put(code, 1, IF_EQUAL, 0, 7, arm ? ARM64 : AMD64);
    put(code, 2, LOAD, 0, 0, NUMBER);
    put(code, 3, IF_AT_LEAST, 5, 0, OTHER_KIND);
    put(code, 4, IF_EQUAL, 4, 0, QUEUE_OF_CALLS);
    put(code, 5, IF_EQUAL, 0, 2, arm ? SOCKET_OF_ARM64 : SOCKET_OF_AMD64);
    put(code, 6, LOAD, 0, 0, FIRST_ARGUMENT);
    put(code, 7, IF_EQUAL, 1, 0, UNIX);
    put(code, 8, RETURN, 0, 0, ALLOW);
    put(code, 9, RETURN, 0, 0, PERMISSION_DENIED);
    MemorySegment program = arena.allocate(16, 8);
    program.set(JAVA_SHORT, 0, (short) INSTRUCTIONS);
    program.set(ADDRESS, 8, code);
    return program;
  }

  private static void put(
      MemorySegment program, int index, short code, int ifTrue, int ifFalse, int operand) {
    long at = 8L * index;
    program.set(JAVA_SHORT, at, code);
    program.set(JAVA_BYTE, at + 2, (byte) ifTrue);
    program.set(JAVA_BYTE, at + 3, (byte) ifFalse);
    program.set(JAVA_INT, at + 4, operand);
  }
}
