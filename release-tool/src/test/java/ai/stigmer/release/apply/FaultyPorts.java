package ai.stigmer.release.apply;

import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.signing.Signer;
import ai.stigmer.release.tap.Tap;
import ai.stigmer.release.testing.SampleWorld;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;

/// A world's ports, of which one call meets an event: before it is carried out, or after it. Unless
/// another event is given, the call fails; if after it was carried out, its reply is lost.
final class FaultyPorts {

  /// When the call fails.
  enum Moment {
    /// Nothing is done yet.
    BEFORE,
    /// It is done, and nobody was told.
    AFTER
  }

  private final int index;
  private final Moment moment;
  private final Runnable event;
  private int calls;

  FaultyPorts(int failing, Moment moment) {
    this(
        failing,
        moment,
        () -> {
          throw ReleaseException.remote("The world failed", "");
        });
  }

  FaultyPorts(int index, Moment moment, Runnable event) {
    this.index = index;
    this.moment = moment;
    this.event = event;
  }

  /// The ports of that world.
  World over(SampleWorld world) {
    return new World(
        port(Registry.class, world.registry),
        port(ReleaseHost.class, world.host),
        Optional.of(
            new TapPorts(port(Tap.class, world.tap), port(PullRequests.class, world.pullRequests))),
        Optional.of(port(Signer.class, world.signer)));
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
              boolean meets = calls++ == index;
              if (meets && moment == Moment.BEFORE) {
                event.run();
              }
              Object answer;
              try {
                answer = method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
              if (meets && moment == Moment.AFTER) {
                event.run();
              }
              return answer;
            }));
  }
}
