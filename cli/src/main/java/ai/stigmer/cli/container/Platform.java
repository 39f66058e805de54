package ai.stigmer.cli.container;

/// What a program was built for.
///
/// @param operatingSystem as Go spells it: `linux`
/// @param architecture as Go spells it: `amd64`, `arm64`
public record Platform(String operatingSystem, String architecture) {

  /// The platform with the architecture as any of its spellings has it: a kernel's `x86_64` and
  /// `aarch64` become Go's.
  public static Platform of(String operatingSystem, String architecture) {
    return new Platform(
        operatingSystem,
        switch (architecture) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          default -> architecture;
        });
  }

  @Override
  public String toString() {
    return operatingSystem + "/" + architecture;
  }
}
