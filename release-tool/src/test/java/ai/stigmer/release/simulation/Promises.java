package ai.stigmer.release.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.release.artifact.Checksums;
import ai.stigmer.release.github.Release;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.plan.DesiredAsset;
import ai.stigmer.release.plan.DesiredRelease;
import ai.stigmer.release.testing.InMemoryTap;
import ai.stigmer.release.version.ReleaseTag;
import ai.stigmer.release.version.SemanticVersion;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Holds the promises of the design against a world at every moment: I1, I2 and I5, and of a run
/// that goes alone I3 and I4.
final class Promises {

  private final SimulatedWorld world;
  private final Map<String, Digest> exactTags = new HashMap<>();
  private final Map<String, Map<String, Digest>> publishedAssets = new HashMap<>();
  private final Map<String, Set<String>> wantedAssets = new HashMap<>();
  private final Set<Digest> whole = new HashSet<>();
  private Map<String, SemanticVersion> named = Map.of();
  private int lowered;
  private @Nullable Facts checked;
  private boolean checkedWhileRacing;

  Promises(SimulatedWorld world) {
    this.world = world;
  }

  /// A release that is made in this world.
  void expect(DesiredRelease wanted) {
    Set<String> names =
        wanted.assets().stream().map(DesiredAsset::name).collect(Collectors.toSet());
    if (wanted.signed()) {
      names.add(Checksums.SIGNATURE_NAME);
    }
    wantedAssets.put(wanted.tag().toString(), names);
  }

  /// How often something that moves was moved to a lower version.
  int lowered() {
    return lowered;
  }

  /// Checks what must hold at every moment.
  ///
  /// @param racing whether several runs, or requests that come late, may cross each other; if not,
  ///   nothing is lowered or doubled even for a moment
  void check(Facts facts, boolean racing) {
    if (facts.equals(checked) && (racing || !checkedWhileRacing)) {
      return;
    }
    checked = facts;
    checkedWhileRacing = racing;
    checkConstancy(facts);
    checkReferences(facts);
    checkCompleteness(facts);
    checkDirection(facts, racing);
    if (!racing) {
      Settlement.checkOneOfEach(facts);
    }
  }

  /// Checks I8: neither what a run says in the end nor what was told on the way holds the
  /// credential, plain, in base64 or as a part of an address.
  static void checkSecrets(SimulatedWorld world, Ending ending) {
    if (world.credential().isEmpty()) {
      return;
    }
    String secret = world.credential().orElseThrow().reveal();
    List<String> forms =
        List.of(
            secret,
            URLEncoder.encode(secret, UTF_8),
            Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8)));
    Stream.concat(world.told().stream(), Stream.of(ending.toString()))
        .filter(text -> forms.stream().anyMatch(text::contains))
        .findFirst()
        .ifPresent(text -> {
          throw new BrokenPromise("I8", "told the token: " + text.replace(secret, "***"));
        });
  }

  private void checkReferences(Facts facts) {
    facts.tags().forEach((tag, digest) -> requireImage("the tag " + tag, digest));
    facts
        .floatingTags()
        .forEach((tag, digest) -> {
          String exact = "v" + Contents.version(digest);
          require(
              "I1", digest.equals(facts.tags().get(exact)), tag + " names no exact tag's image");
          require(
              "I1",
              facts.published(exact).isPresent(),
              tag + " names " + exact + ", which is no release");
        });
    for (Release release : facts.published()) {
      require(
          "I1",
          facts.tags().containsKey(release.tag()),
          "release " + release.tag() + " is published before its image tag exists");
      release.assets().stream()
          .filter(asset -> asset.name().endsWith(".tar.gz"))
          .forEach(asset ->
              requireImages(
                  "the CLI of " + release.tag(), Contents.text(world.sound().host(), asset)));
    }
    facts
        .latest()
        .ifPresent(tag ->
            require("I1", facts.published(tag).isPresent(), "latest is " + tag + ", no release"));
    facts
        .branches()
        .forEach((name, branch) ->
            branch
                .formula()
                .ifPresent(text -> checkFormula(facts, "the formula on " + name, text)));
  }

  private void checkFormula(Facts facts, String what, String text) {
    Contents.Installed installed = Contents.installedBy(text);
    String tag = "v" + installed.version();
    Release release =
        facts
            .published(tag)
            .orElseThrow(() -> new BrokenPromise("I1", what + " installs " + tag + ", no release"));
    for (Digest file : installed.files()) {
      var wanted = Optional.of(file);
      require(
          "I1",
          release.assets().stream().map(ReleaseAsset::digest).anyMatch(wanted::equals),
          what + " wants a file that " + tag + " has not");
    }
    requireImages(what, text);
  }

  private void requireImages(String what, String text) {
    Contents.imagesIn(text).forEach(image -> requireImage(what, image));
  }

  private void requireImage(String what, Digest digest) {
    if (!whole.contains(digest)) {
      require(
          "I1",
          Contents.isWhole(world.sound().registry(), digest),
          what + " names " + digest + ", which is not all there");
      whole.add(digest);
    }
  }

  private void checkConstancy(Facts facts) {
    var now = facts.exactTags();
    exactTags.forEach((tag, digest) ->
        require("I2", digest.equals(now.get(tag)), tag + " names " + now.get(tag) + " now"));
    exactTags.putAll(now);
    publishedAssets.forEach((tag, assets) ->
        require(
            "I2",
            facts.published(tag).map(Promises::digests).filter(assets::equals).isPresent(),
            "the published files of " + tag + " changed"));
    facts.published().forEach(release -> publishedAssets.put(release.tag(), digests(release)));
  }

  private void checkCompleteness(Facts facts) {
    for (Release release : facts.published()) {
      var digests = new TreeMap<>(digests(release));
      Set<String> wanted = wantedAssets.getOrDefault(release.tag(), Set.of());
      require(
          "I5",
          wanted.isEmpty() || digests.keySet().equals(wanted),
          release.tag() + " was published with " + digests.keySet());
      Checksums checksums =
          Contents.checksums(
              world.sound().host(),
              release
                  .asset(Checksums.FILE_NAME)
                  .orElseThrow(() -> new BrokenPromise("I5", release.tag() + " has no checksums")));
      digests.remove(Checksums.FILE_NAME);
      digests.keySet().retainAll(checksums.digests().keySet());
      require(
          "I5",
          digests.equals(checksums.digests()),
          "the files of " + release.tag() + " are not those of its checksums");
    }
  }

  private void checkDirection(Facts facts, boolean racing) {
    Map<String, SemanticVersion> now = moving(facts);
    named.forEach((name, before) -> {
      SemanticVersion after = now.get(name);
      if (after != null && after.compareTo(before) < 0 && !Settlement.isYanked(facts, before)) {
        lowered++;
        require("I3", racing, name + " went from " + before + " back to " + after);
      }
    });
    named = now;
  }

  private Map<String, SemanticVersion> moving(Facts facts) {
    var moving = new HashMap<String, SemanticVersion>();
    facts.floatingTags().forEach((tag, digest) -> moving.put(tag, Contents.version(digest)));
    facts.latest().flatMap(ReleaseTag::find).ifPresent(tag -> moving.put("mark", tag.version()));
    Optional.ofNullable(facts.branches().get(InMemoryTap.MAIN))
        .flatMap(main -> main.formula())
        .map(text -> Contents.installedBy(text).version())
        .ifPresent(version -> moving.put("formula", version));
    return moving;
  }

  /// The digests of a release's files, by name.
  static Map<String, Digest> digests(Release release) {
    var digests = new HashMap<String, Digest>();
    for (ReleaseAsset asset : release.assets()) {
      digests.put(asset.name(), Contents.digest(asset));
    }
    return digests;
  }

  /// Fails unless a promise is kept.
  static void require(String promise, boolean kept, String what) {
    if (!kept) {
      throw new BrokenPromise(promise, what);
    }
  }
}
