package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.Platform;
import java.io.Serial;

/// An image was built for another kind of processor than the runtime has.
public final class WrongArchitecture extends RuntimeFailure {

  @Serial private static final long serialVersionUID = 1L;

  /// Names the image and both platforms.
  public WrongArchitecture(ImageReference image, Platform built, Platform runtime) {
    super(
        "%s was built for %s, but the containers of this machine are %s."
            .formatted(image, built, runtime),
        "Use an image that was built for %s.".formatted(runtime));
  }
}
