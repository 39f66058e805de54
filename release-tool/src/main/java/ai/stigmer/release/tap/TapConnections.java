package ai.stigmer.release.tap;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/// Opens the HTTP connections of one session, and remembers the last answer's status, which JGit's
/// exceptions do not carry.
final class TapConnections implements HttpConnectionFactory {

  static final int NO_ANSWER = 0;
  private static final int FORBIDDEN = 403;

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
    // JGit meets a 403 by trying once more without the token, whose 401 says less.
    if (status != FORBIDDEN) {
      status = NO_ANSWER;
    }
    return new JDKHttpConnection(url, proxy) {
      @Override
      public int getResponseCode() throws IOException {
        int answered = super.getResponseCode();
        if (status != FORBIDDEN) {
          status = answered;
        }
        return answered;
      }
    };
  }
}
