package ai.stigmer.release.tap;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/// Opens the HTTP connections of one tap, and remembers the last answer's status, which JGit's
/// exceptions do not carry.
final class TapConnections implements HttpConnectionFactory {

  static final int NO_ANSWER = 0;

  private final TapAddress address;
  private int status = NO_ANSWER;

  TapConnections(TapAddress address) {
    this.address = address;
  }

  int lastStatus() {
    return status;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    // JGit follows a redirect with the token in hand.
    if (!address.isSameServer(url)) {
      throw ReleaseException.input(
          "The tap " + address + " redirects to another server, " + url.getHost(),
          "Set homebrew.tap-url to its own address.");
    }
    status = NO_ANSWER;
    return new JDKHttpConnection(url, proxy) {
      @Override
      public int getResponseCode() throws IOException {
        status = super.getResponseCode();
        return status;
      }
    };
  }
}
