package ai.stigmer.cli.runtime;

/// The operating systems that stigmer runs on.
public enum OperatingSystem {
  LINUX,
  MACOS;

  /// The one that this Java runs on.
  public static OperatingSystem current() {
    return System.getProperty("os.name", "").startsWith("Mac") ? MACOS : LINUX;
  }
}
