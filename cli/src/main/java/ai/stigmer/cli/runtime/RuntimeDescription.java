package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.Platform;

/// What a runtime says about itself.
///
/// @param kind which it is, whatever its program is called
/// @param version its own version, that of the daemon where there is one
/// @param platform what its containers run on
/// @param rootless whether it runs without the rights of root
/// @param virtualMachine whether its containers run in a virtual machine (Docker Desktop, a Podman
///   machine), so that they cannot share this machine's network
/// @param enforcesSelinux whether a mount must be labelled for SELinux
public record RuntimeDescription(
    RuntimeKind kind,
    String version,
    Platform platform,
    boolean rootless,
    boolean virtualMachine,
    boolean enforcesSelinux) {}
