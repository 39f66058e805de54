package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.Platform;
import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The machine and the person that a runtime is used by.
///
/// @param environment the environment variables
/// @param operatingSystem what this machine runs
/// @param user the person's user number
/// @param group the person's group number
/// @param systemd whether systemd runs timers for the person
/// @param selinux whether SELinux is on
/// @param platform what its containers run on, where they need no virtual machine
public record LocalMachine(
    Map<String, String> environment,
    OperatingSystem operatingSystem,
    long user,
    long group,
    boolean systemd,
    boolean selinux,
    Platform platform) {

  /// Copies the environment.
  public LocalMachine {
    environment = Map.copyOf(environment);
  }

  /// Those of this program, with these environment variables.
  public static LocalMachine of(Map<String, String> environment) {
    var person = new UnixSystem();
    return new LocalMachine(
        environment,
        OperatingSystem.current(),
        person.getUid(),
        person.getGid(),
        runsSystemd(person.getUid(), environment),
        Files.exists(Path.of("/sys/fs/selinux/enforce")),
        Platform.of("linux", System.getProperty("os.arch")));
  }

  /// Somebody other than root needs a systemd of one's own.
  private static boolean runsSystemd(long user, Map<String, String> environment) {
    return user == 0
        ? Files.isDirectory(Path.of("/run/systemd/system"))
        : Files.exists(
            Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", "/nonexistent"))
                .resolve("systemd/private"));
  }

  /// Whether the person is root.
  public boolean root() {
    return user == 0;
  }

  /// Everything but the environment, which may hold secrets.
  @Override
  public String toString() {
    return "%s as user %d".formatted(operatingSystem, user);
  }
}
