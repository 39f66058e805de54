package ai.stigmer.agentrunner.command;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;

/// The signals that end a program.
///
/// A shutdown hook would not do: while hooks run, the JVM ignores a second signal. The JDK's own
/// class for signals is reached by reflection because the compiler warns about every mention of it,
/// and here warnings are errors.
final class Signals {

  private Signals() {}

  /// Runs this for each SIGTERM and SIGINT, in place of what the JVM does for them.
  static void onTermination(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      for (String name : List.of("TERM", "INT")) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
      }
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this Java lacks the module jdk.unsupported", missing);
    }
  }

  /// Ends the process with that code if it is still there after that time.
  static void haltAfter(Duration time, int exitCode) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            Thread.sleep(time);
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          Runtime.getRuntime().halt(exitCode);
        });
  }
}
