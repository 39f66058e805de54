package ai.stigmer.agentrunner.backend;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;

/// Where the server listens.
///
/// @param target `host:port` without a scheme; an IPv6 address stands in brackets
/// @param encrypted whether TLS is spoken
record Endpoint(String target, boolean encrypted) {

  /// The server itself takes messages of 10 MiB.
  private static final int LARGEST_MESSAGE = 16 << 20;

  /// A channel to it, which connects when it is first used.
  ManagedChannel channel() {
    Loopback.register();
    String scheme = target.startsWith("localhost:") ? Loopback.SCHEME : "dns";
    ChannelCredentials credentials =
        encrypted ? TlsChannelCredentials.create() : InsecureChannelCredentials.create();
    return Grpc.newChannelBuilder(scheme + ":///" + target, credentials)
        .disableServiceConfigLookUp()
        .maxInboundMessageSize(LARGEST_MESSAGE)
        .build();
  }
}
