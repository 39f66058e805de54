package ai.stigmer.release.image;

import java.io.IOException;
import java.nio.file.Path;

/// Builds the fixture's image in a process of its own and prints its digest.
final class DigestOfFixture {

  private DigestOfFixture() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path root = ImageFixture.inputs(folder.resolve("root"));
    System.out.println(
        ImageFixture.build(ImageFixture.spec(), root, folder.resolve("work")).digest());
  }
}
