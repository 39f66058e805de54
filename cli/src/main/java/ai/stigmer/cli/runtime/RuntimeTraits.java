package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.Platform;

/// How a runtime runs containers.
///
/// @param platform what they run on
/// @param rootless whether it runs without the rights of root
/// @param virtualMachine whether they run in a virtual machine (Docker Desktop, a Podman machine),
///   so that they cannot share this machine's network
/// @param enforcesSelinux whether a mount must be labelled for SELinux
public record RuntimeTraits(
    Platform platform, boolean rootless, boolean virtualMachine, boolean enforcesSelinux) {}
