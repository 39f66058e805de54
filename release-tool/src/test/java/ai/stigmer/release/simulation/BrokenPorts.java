package ai.stigmer.release.simulation;

import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.http.HttpTransport;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Consumer;

/// What is wrong with the ports of a tool that is broken on purpose: an object carries out those of
/// a port's methods that it has itself, by name.
final class BrokenPorts {

  private BrokenPorts() {}

  /// A port of which the methods that another object has as well are carried out by that object.
  static <T> T decorated(Class<T> port, T real, Object broken) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              try {
                return broken
                    .getClass()
                    .getDeclaredMethod(method.getName(), method.getParameterTypes())
                    .invoke(broken, arguments);
              } catch (NoSuchMethodException sound) {
                return call(() -> method.invoke(real, arguments));
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            }));
  }

  private interface Invocation {
    Object run() throws ReflectiveOperationException;
  }

  private static Object call(Invocation invocation) throws Throwable {
    try {
      return invocation.run();
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  /// Tells the headers of every request.
  record TokenTelling(HttpTransport transport, Consumer<String> listener) implements HttpTransport {
    @Override
    public HttpResponse<InputStream> send(HttpRequest request) throws IOException {
      listener.accept(request.method() + " " + request.uri() + " " + request.headers().map());
      return transport.send(request);
    }
  }

  /// Sees no draft before it has made one.
  static final class WithoutDrafts {
    private final ReleaseHost real;
    private boolean created;

    WithoutDrafts(ReleaseHost real) {
      this.real = real;
    }

    List<Release> releases() {
      return real.releases().stream().filter(release -> created || !release.isDraft()).toList();
    }

    Release createDraft(ReleaseText text) {
      created = true;
      return real.createDraft(text);
    }
  }

  /// Calls again when a call has failed.
  record Insistent(ReleaseHost real) {
    Release createDraft(ReleaseText text) {
      try {
        return real.createDraft(text);
      } catch (ReleaseException failed) {
        return real.createDraft(text);
      }
    }
  }

  /// Publishes what it creates.
  record Hasty(ReleaseHost real) {
    Release createDraft(ReleaseText text) {
      return real.publish(real.createDraft(text).id(), true);
    }
  }

  /// Reads nothing where it cannot read.
  record Forgiving(ReleaseHost real) {
    List<Release> releases() {
      try {
        return real.releases();
      } catch (ReleaseException unreadable) {
        return List.of();
      }
    }
  }

  /// Knows no pull request but its own.
  static final class Reopening {
    private final PullRequests real;
    private boolean opened;

    Reopening(PullRequests real) {
      this.real = real;
    }

    List<PullRequest> ofBranch(String branch) {
      return opened ? real.ofBranch(branch) : List.of();
    }

    PullRequest open(String branch, String base, String title, String body) {
      opened = true;
      real.ofBranch(branch).forEach(request -> real.close(request.number(), "again"));
      return real.open(branch, base, title, body);
    }
  }
}
