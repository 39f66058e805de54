package ai.stigmer.release.apply;

import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.testing.SampleWorld;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that does not say its assets' digests, as an older GitHub Enterprise Server.
class AssetDigestsTest {

  private final SampleWorld world = new SampleWorld();
  private final List<Long> downloads = new ArrayList<>();

  @Test
  void everyAssetIsReadOnceInARun(@TempDir Path folder) {
    var sample = new SampleRelease(folder);

    assertThat(release(sample)).isInstanceOf(Conclusion.Converged.class);
    assertThat(downloads).doesNotHaveDuplicates().hasSize(2);

    downloads.clear();
    assertThat(release(sample)).isInstanceOf(Conclusion.Converged.class);
    assertThat(downloads).doesNotHaveDuplicates().hasSize(2);
  }

  private Conclusion release(SampleRelease sample) {
    World sound = world.ports();
    return new Reconciliation(
            new World(sound.registry(), silentHost(), sound.tap(), sound.signer()),
            sample::build,
            new ApplyListener() {},
            pause -> {})
        .release(sample.describe("v1.2.3"));
  }

  private ReleaseHost silentHost() {
    return (ReleaseHost)
        Proxy.newProxyInstance(
            ReleaseHost.class.getClassLoader(),
            new Class<?>[] {ReleaseHost.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("download")) {
                downloads.add(((ReleaseAsset) arguments[0]).id());
              }
              try {
                Object answer = method.invoke(world.host, arguments);
                return method.getName().equals("releases")
                    ? ((List<?>) answer).stream().map(each -> silent((Release) each)).toList()
                    : answer;
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private static Release silent(Release release) {
    return release.withAssets(
        release.assets().stream()
            .map(asset ->
                new ReleaseAsset(
                    asset.id(), asset.name(), asset.size(), asset.uploaded(), Optional.empty()))
            .toList());
  }
}
