package ai.stigmer.cli.runtime;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// A runtime that speaks Docker's Engine API; closing it ends what was started for it.
interface Engine extends AutoCloseable {

  /// Connects to it.
  SocketChannel connect() throws IOException;

  @Override
  void close();

  /// One that was there before.
  static Engine at(Path socket) {
    return new Engine() {
      @Override
      public SocketChannel connect() throws IOException {
        return Engine.connect(socket);
      }

      @Override
      public void close() {
        // Nothing was started.
      }
    };
  }

  /// Connects to a socket.
  static SocketChannel connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return channel;
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }
}
