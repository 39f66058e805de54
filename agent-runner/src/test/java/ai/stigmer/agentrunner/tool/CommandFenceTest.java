package ai.stigmer.agentrunner.tool;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.testing.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Needs a kernel with Landlock, as those of the project's machines are.
@Timeout(60)
class CommandFenceTest {

  @TempDir private Path root;
  @TempDir private Path elsewhere;

  private Calls calls;

  @BeforeEach
  void aSession() {
    calls = Calls.in(root);
  }

  @Test
  void aCommandReachesNoSocketOfThisMachinesPrograms() throws IOException, InterruptedException {
    Path socket = elsewhere.resolve("control.sock");
    Path connect =
        Files.writeString(
            calls.folder().resolve("connect.pl"),
            """
            use IO::Socket::UNIX;
            IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "refused: $!";
            print "connected";
            """);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertThat(Tool.run("perl", connect.toString(), socket.toString())).isEqualTo("connected");

      assertThat(calls.fail("execute", "{'command':'perl connect.pl %s'}".formatted(socket)))
          .startsWith("refused: Permission denied");
    }
  }

  @Test
  void aCommandReachesServersOnTheNetwork() throws IOException, InterruptedException {
    Files.writeString(
        calls.folder().resolve("connect.pl"),
        """
        use IO::Socket::INET;
        IO::Socket::INET->new(PeerAddr => $ARGV[0]) or die "refused: $!";
        print "connected";
        """);
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + server.getLocalPort();

      assertThat(calls.succeed("execute", "{'command':'perl connect.pl %s'}".formatted(address)))
          .startsWith("connected");
    }
  }
}
