package ai.stigmer.release.simulation;

import ai.stigmer.release.apply.World;
import ai.stigmer.release.apply.World.TapPorts;
import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.github.PullRequest;
import ai.stigmer.release.github.PullRequests;
import ai.stigmer.release.github.ReleaseAsset;
import ai.stigmer.release.github.ReleaseHost;
import ai.stigmer.release.github.ReleaseText;
import ai.stigmer.release.oci.Descriptor;
import ai.stigmer.release.oci.Digest;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Referrer;
import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.registry.Registry;
import ai.stigmer.release.signing.Signer;
import ai.stigmer.release.tap.Tap;
import ai.stigmer.release.tap.Tap.FormulaCommit;
import ai.stigmer.release.testing.InMemoryTap;
import ai.stigmer.release.testing.SampleRelease;
import ai.stigmer.release.testing.SampleWorld;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A world reached by its ports: a request is a call of a port, and what the clients below it would
/// make of a fault is what they are left with when their attempts are used up. Fast, so that orders
/// can be counted by the ten thousand.
final class WorldOfPorts implements SimulatedWorld {

  private static final Set<String> READS =
      Set.of(
          "resolve",
          "manifest",
          "digest",
          "tags",
          "hasBlob",
          "blob",
          "releases",
          "latest",
          "tagCommit",
          "download",
          "downloadText",
          "read",
          "ofBranch",
          "referrers",
          "keepsReferrers",
          "signed",
          "isSigned",
          "requireKey",
          "tryWrite",
          "tryPush");
  // What these read and write belongs to one version: other versions' drafts are nobody's concern.
  private static final Set<String> ISOLATED =
      Set.of(
          "pushBlob",
          "hasBlob",
          "blob",
          "createDraft",
          "updateText",
          "deleteDraft",
          "upload",
          "deleteAsset",
          "download",
          "downloadText",
          "tagCommit",
          "referrers",
          "keepsReferrers",
          "attach",
          "signed",
          "sign",
          "isSigned",
          "tryWrite",
          "tryPush");

  private final SampleWorld world;

  /// A world in which nothing was released.
  WorldOfPorts() {
    this(new SampleWorld());
  }

  private WorldOfPorts(SampleWorld world) {
    this.world = world;
  }

  @Override
  public SimulatedWorld copy() {
    return new WorldOfPorts(new SampleWorld(world));
  }

  @Override
  public World reachedBy(Run run, Simulation simulation) {
    World real = sound();
    TapPorts tap = real.tap().orElseThrow();
    return new World(
        port(Registry.class, real.registry(), run, simulation),
        port(ReleaseHost.class, real.host(), run, simulation),
        Optional.of(
            new TapPorts(
                port(Tap.class, tap.repository(), run, simulation),
                port(PullRequests.class, tap.pullRequests(), run, simulation))),
        real.signer().map(signer -> port(Signer.class, signer, run, simulation)));
  }

  @Override
  public World sound() {
    return world.ports();
  }

  @Override
  public InMemoryTap tap() {
    return world.tap;
  }

  @Override
  public void mergePullRequests() {
    world.mergePullRequests();
  }

  @Override
  public List<PullRequest> pullRequests() {
    return world.pullRequests.all();
  }

  @Override
  public List<String> stored() {
    return stored(
        world.signer,
        world.registry.manifests(SampleRelease.REPOSITORY),
        world.registry.blobs(SampleRelease.REPOSITORY));
  }

  /// A line for each manifest and each blob.
  static List<String> stored(
      Signer signer, Collection<Digest> manifests, Collection<Digest> blobs) {
    Set<Digest> signed = signer.signed(SampleRelease.REPOSITORY, manifests);
    return Stream.concat(
            manifests.stream()
                .map(
                    digest -> "manifest " + digest + (signed.contains(digest) ? " is signed" : "")),
            blobs.stream().map(digest -> "blob " + digest))
        .sorted()
        .toList();
  }

  /// A port whose every call goes through the simulation.
  static <T> T port(Class<T> type, T real, Run run, Simulation simulation) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, given) -> {
              List<Object> arguments = given == null ? List.of() : Arrays.asList(given);
              return simulation.carry(
                  run, request(type, method, arguments, run), new Call(real, method, arguments));
            }));
  }

  private static Request request(Class<?> port, Method method, List<Object> arguments, Run run) {
    boolean list = method.getName().equals("open") && arguments.isEmpty();
    boolean readsOwnTag =
        READS.contains(method.getName())
            && arguments.stream()
                .anyMatch(argument ->
                    argument instanceof Reference.Tagged tagged && tagged.tag().equals(run.tag()));
    boolean read = READS.contains(method.getName()) || list;
    boolean remote =
        port.equals(Registry.class)
            || port.equals(ReleaseHost.class)
            || port.equals(PullRequests.class);
    boolean byDigest = arguments.stream().anyMatch(Reference.ByDigest.class::isInstance);
    return new Request(
        -1,
        run.name(),
        port.getSimpleName()
            + "."
            + method.getName()
            + arguments.stream()
                .map(WorldOfPorts::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", ", " ", "")),
        !read,
        !read && !method.getName().equals("pushBlob"),
        read && remote && !method.getName().equals("download"),
        byDigest || ISOLATED.contains(method.getName()) || readsOwnTag);
  }

  private static String text(Object argument) {
    return switch (argument) {
      case Artifact artifact -> artifact.name();
      case ReleaseText text -> text.tag();
      case ReleaseAsset asset -> asset.name() + " " + asset.id();
      case FormulaCommit commit -> commit.branch();
      case Descriptor blob -> blob.digest().toString();
      case Referrer referrer -> referrer.manifest().digest().toString();
      case Path _ -> "";
      case Optional<?> _ -> "";
      default -> argument.toString();
    };
  }

  /// A call of a port, and the problems with which it fails.
  private record Call(Object real, Method method, List<Object> arguments)
      implements Carrying<Object> {

    @Override
    public Object apply() throws Exception {
      try {
        return method.invoke(real, arguments.toArray());
      } catch (InvocationTargetException thrown) {
        if (thrown.getCause() instanceof ReleaseException problem) {
          throw problem;
        }
        throw new IllegalStateException(method.getName(), thrown.getCause());
      }
    }

    @Override
    public Object refuse(Fate fate) {
      String summary = method.getName() + " was answered with " + fate.status();
      throw fate == Fate.UNAUTHORIZED || fate == Fate.FORBIDDEN
          ? ReleaseException.permission(summary, "")
          : ReleaseException.remote(summary, "");
    }

    @Override
    public Object breakOff() {
      throw ReleaseException.remote(method.getName() + " was not answered", "");
    }
  }
}
