package ai.stigmer.release.http;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which addresses are this machine, told by name alone: nothing is looked up.
public final class Loopback {

  private static final Pattern IPV4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  private Loopback() {}

  /// Whether the address is this machine.
  public static boolean isLoopback(URI uri) {
    return isLoopback(Optional.ofNullable(uri.getHost()).orElse(""));
  }

  /// Whether the host, without a port, is this machine.
  public static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.equals("::1")
        || IPV4.matcher(host).matches();
  }
}
