package ai.stigmer.agentrunner.backend;

import ai.stigmer.agentrunner.execution.BackendException;
import ai.stigmer.agentrunner.secret.Redactor;
import ai.stigmer.agentrunner.secret.Secret;
import io.grpc.CallCredentials;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.SecurityLevel;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The key the server knows the worker by. It looks at the connection a call really goes over: in
/// plain text the key leaves for addresses only that no one but the machine, its containers or its
/// own network can have.
final class Key extends CallCredentials {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int UNIQUE_LOCAL_BITS = 0xfe;

  /// Logs every header at its finest level. It is held here, since a logger that nobody holds
  /// forgets its level.
  private static final Logger HEADERS =
      Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.NettyClientHandler");

  static {
    HEADERS.setLevel(Level.INFO);
  }

  private final Secret secret;
  private final Redactor redactor;

  Key(Secret secret) {
    this.secret = secret;
    this.redactor = new Redactor(List.of(secret));
  }

  /// That text without the key in it.
  String hiddenIn(String text) {
    return redactor.redact(text);
  }

  @Override
  public void applyRequestMetadata(
      RequestInfo request, Executor executor, MetadataApplier applier) {
    SocketAddress remote = request.getTransportAttrs().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    if (request.getSecurityLevel() != SecurityLevel.PRIVACY_AND_INTEGRITY && !isPrivate(remote)) {
      applier.fail(Status.UNAUTHENTICATED.withCause(refusal(request.getAuthority())));
      return;
    }
    var headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + secret.reveal());
    applier.apply(headers);
  }

  private static BackendException refusal(String authority) {
    return new BackendException(
        "The key in STIGMER_API_KEY is not sent in plain text to the server at %s, whose address is"
                .formatted(authority)
            + " not a private one: let STIGMER_BACKEND_ENDPOINT name port 443 (TLS) or a private"
            + " address");
  }

  private static boolean isPrivate(@Nullable SocketAddress remote) {
    return remote instanceof InetSocketAddress internet
        && !internet.isUnresolved()
        && isPrivate(internet.getAddress());
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || (bytes.length == 16 && (bytes[0] & UNIQUE_LOCAL_BITS) == UNIQUE_LOCAL);
  }
}
