package ai.stigmer.agentrunner.backend;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Finds `localhost` on both of its addresses, whatever the machine's `hosts` file says: a server
/// may listen on one of them only.
final class Loopback extends NameResolverProvider {

  /// The scheme of the targets it resolves, `loopback:///localhost:port`.
  static final String SCHEME = "loopback";

  private static final int PRIORITY = 5;

  private Loopback() {}

  /// Makes the scheme known to gRPC.
  static void register() {
    NameResolverRegistry.getDefaultRegistry().register(new Loopback());
  }

  @Override
  public NameResolver newNameResolver(URI target, NameResolver.Args arguments) {
    String authority = target.getPath().substring(1);
    int port = Integer.parseInt(authority.substring(authority.indexOf(':') + 1));
    return new BothAddresses(authority, port);
  }

  @Override
  public String getDefaultScheme() {
    return SCHEME;
  }

  @Override
  public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
    return Set.of(InetSocketAddress.class);
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return PRIORITY;
  }

  private static final class BothAddresses extends NameResolver {

    private final String authority;
    private final List<EquivalentAddressGroup> addresses;

    BothAddresses(String authority, int port) {
      this.authority = authority;
      this.addresses = List.of(group("127.0.0.1", port), group("::1", port));
    }

    @Override
    public String getServiceAuthority() {
      return authority;
    }

    @Override
    public void start(Listener2 listener) {
      listener.onResult2(
          ResolutionResult.newBuilder().setAddressesOrError(StatusOr.fromValue(addresses)).build());
    }

    @Override
    public void shutdown() {}

    private static EquivalentAddressGroup group(String address, int port) {
      return new EquivalentAddressGroup(
          new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }
  }
}
