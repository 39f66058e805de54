package ai.stigmer.release.image;

import ai.stigmer.release.problem.ReleaseException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Says what jib's failures mean to a person.
final class JibFailure {

  private static final String DISK_FULL = "No space left on device";

  private JibFailure() {}

  /// The failure as it goes on: a [ReleaseException] is thrown, and what is returned may pass.
  ///
  /// @param base the base image as the configuration names it
  /// @param folder where jib works
  static IOException of(Exception failure, String base, Path folder) {
    if (causes(failure).anyMatch(JibFailure::isDiskFull)) {
      throw ReleaseException.remote(
          "No space left on the device of '" + folder + "'",
          "Free some space and run it again.",
          failure);
    }
    if (causes(failure).anyMatch(JibFailure::isRefusal)) {
      throw ReleaseException.permission(
          "The registry refuses to show the base image '" + base + "'",
          "Log in to its registry with an account that may read it.");
    }
    Optional<IOException> io = find(failure, IOException.class);
    if (io.isPresent()) {
      return io.get();
    }
    Optional<RegistryException> registry = find(failure, RegistryException.class);
    if (registry.isPresent()) {
      throw ReleaseException.remote(
          "The base image '" + base + "' could not be read",
          "Check the base image.",
          registry.get());
    }
    throw new IllegalStateException("building the image", failure);
  }

  private static boolean isDiskFull(Throwable cause) {
    return Objects.requireNonNullElse(cause.getMessage(), "").contains(DISK_FULL);
  }

  private static boolean isRefusal(Throwable cause) {
    return cause instanceof RegistryUnauthorizedException
        || cause instanceof RegistryAuthenticationFailedException;
  }

  private static <T> Optional<T> find(Throwable failure, Class<T> type) {
    return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }
}
