package ai.stigmer.release.apply;

import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.tap.Tap;
import ai.stigmer.release.testing.SampleWorld;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;

/// A world's ports, of which one call fails: before it is carried out, or after it with its reply
/// lost.
final class FaultyPorts {

  /// When the call fails.
  enum Moment {
    /// Nothing was done.
    BEFORE,
    /// It was done, and nobody was told.
    AFTER
  }

  private final int failing;
  private final Moment moment;
  private int calls;

  FaultyPorts(int failing, Moment moment) {
    this.failing = failing;
    this.moment = moment;
  }

  /// The ports of that world.
  World over(SampleWorld world) {
    return new World(
        port(Registry.class, world.registry),
        port(ReleaseHost.class, world.host),
        Optional.of(
            new TapPorts(
                port(Tap.class, world.tap), port(PullRequests.class, world.pullRequests))));
  }

  /// How many calls were made.
  int calls() {
    return calls;
  }

  private <T> T port(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean fails = calls++ == failing;
              if (fails && moment == Moment.BEFORE) {
                throw fault();
              }
              Object answer;
              try {
                answer = method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
              if (fails) {
                throw fault();
              }
              return answer;
            }));
  }

  private static ReleaseException fault() {
    return ReleaseException.remote("The world failed", "");
  }
}
