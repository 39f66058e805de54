package ai.stigmer.cli.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.stigmer.cli.container.ContainerCommand;
import ai.stigmer.cli.container.Network;
import ai.stigmer.cli.process.OutputLine;
import ai.stigmer.testing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Networks that are not this machine's own.
interface NetworkContract extends RuntimeContract {

  @Test
  default void aPublishedPortIsOpenOnLoopbackAndTheMachineIsKnown() {
    int port = FreePort.find();
    var lines = new ArrayList<OutputLine>();

    String id =
        runtime()
            .start(
                specification("published", "while :; do echo hello | nc -l -p 80; done")
                    .withNetwork(new Network.Published(List.of(new Network.Port(port, 80)))));

    assertThat(greeting(port)).isEqualTo("hello\n");
    assertThat(runtime().execute(id, ContainerCommand.of("cat", "/etc/hosts"), lines::add))
        .isZero();
    assertThat(lines)
        .extracting(OutputLine::text)
        .anyMatch(line -> line.matches("[0-9.]+\\s+" + runtime().kind().machineName()));
  }

  private static String greeting(int port) {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (true) {
      assertThat(Instant.now()).isBefore(end);
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.shutdownOutput();
        String read = new String(socket.getInputStream().readAllBytes(), UTF_8);
        if (!read.isEmpty()) {
          return read;
        }
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  default void aPortThatIsTakenIsNamedAndLeavesNoContainer() throws IOException {
    try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PortTaken taken =
          catchThrowableOfType(
              PortTaken.class,
              () ->
                  runtime()
                      .start(
                          specification("port-taken", "exec sleep 1000")
                              .withNetwork(
                                  new Network.Published(
                                      List.of(new Network.Port(holder.getLocalPort(), 80))))));

      assertThat(taken.port()).isEqualTo(holder.getLocalPort());
      assertThat(runtime().containerNamed("port-taken")).isEmpty();
    }
  }
}
