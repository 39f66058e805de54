package ai.stigmer.agentrunner.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.OptionalInt;

/// A command's end of the socket: sends one request and passes on its answer.
public final class ControlClient implements AutoCloseable {

  private final SocketChannel worker;

  private ControlClient(SocketChannel worker) {
    this.worker = worker;
  }

  /// Connects to the worker that answers at that path.
  ///
  /// @throws ControlSocketException if none does
  public static ControlClient connect(Path path) throws ControlSocketException {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(path));
        return new ControlClient(channel);
      } catch (IOException failure) {
        channel.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new ControlSocketException(
          "no worker answers at %s (%s)".formatted(path, failure.getMessage()));
    }
  }

  /// Sends a request, one line, and passes on what the worker has to say until it is done.
  ///
  /// @param out gets the lines of the answer; if it fails, the execution is cancelled
  /// @param err gets the lines for the person who asked
  /// @return what to exit with; nothing if the worker ended before it was done
  public OptionalInt ask(String request, OutputStream out, OutputStream err) throws IOException {
    Channels.newOutputStream(worker).write((request + "\n").getBytes(UTF_8));
    var answer = new BufferedReader(new InputStreamReader(Channels.newInputStream(worker), UTF_8));
    boolean heard = true;
    for (String line = answer.readLine(); line != null; line = answer.readLine()) {
      String[] parts = line.split(" ", 2);
      switch (parts[0]) {
        case "out" -> heard = heard && written(parts[1], out);
        case "err" -> written(parts[1], err);
        case "exit" -> {
          int exitCode = Integer.parseInt(parts[1]);
          if (exitCode == 0 && !heard) {
            throw new IOException("its answer cannot be printed");
          }
          return OptionalInt.of(exitCode);
        }
        default -> throw new IOException("the worker says '%s'".formatted(line));
      }
    }
    return OptionalInt.empty();
  }

  /// Cancels the execution that the request started; its answer goes on to its end. Safe on any
  /// thread.
  public void cancel() {
    try {
      worker.shutdownOutput();
    } catch (IOException gone) {
      // Then the worker knows already.
    }
  }

  @Override
  public void close() {
    try {
      worker.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private boolean written(String line, OutputStream to) {
    try {
      to.write((line + "\n").getBytes(UTF_8));
      to.flush();
      return true;
    } catch (IOException closed) {
      cancel();
      return false;
    }
  }
}
