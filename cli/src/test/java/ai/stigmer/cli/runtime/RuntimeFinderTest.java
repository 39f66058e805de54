package ai.stigmer.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ContainerSpecification.ImageUser;
import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.Mount;
import ai.stigmer.cli.container.Network;
import ai.stigmer.cli.container.Platform;
import ai.stigmer.cli.runtime.RuntimeUnavailable.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What cannot be provoked on a Linux machine: programs that answer as the real ones do elsewhere.
class RuntimeFinderTest {

  private static final String DOCKER_DESKTOP =
      """
      {"ServerVersion":"28.3.2","OperatingSystem":"Docker Desktop","OSType":"linux",\
      "Architecture":"aarch64","SecurityOptions":["name=seccomp,profile=unconfined","name=cgroupns"]}\
      """;
  private static final String IMAGE =
      """
      [{"Id":"sha256:1","Os":"linux","Architecture":"arm64","RepoTags":["temporalio/temporal:1"],"Created":"2026-01-02T03:04:05Z"}]\
      """;

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void withoutAnyProgramBothCanBeInstalled() {
    RuntimeUnavailable linux = failure(OperatingSystem.LINUX, Optional.empty());
    RuntimeUnavailable macos = failure(OperatingSystem.MACOS, Optional.of(RuntimeKind.PODMAN));

    assertThat(linux.reason()).isEqualTo(Reason.NOT_INSTALLED);
    assertThat(linux.remedy()).contains("docs.docker.com", "apt install podman");
    assertThat(macos.summary()).contains("'podman'");
    assertThat(macos.remedy()).contains("brew install podman").doesNotContain("Docker");
  }

  @Test
  void aDockerDesktopThatDoesNotRunIsStartedAsAnApplication() {
    docker("{}", 1, "unix://" + folder.resolve("no.sock"));

    RuntimeUnavailable failure = failure(OperatingSystem.MACOS, Optional.empty());

    assertThat(failure.reason()).isEqualTo(Reason.NOT_RUNNING);
    assertThat(failure.remedy()).contains("open -a Docker");
  }

  @Test
  void aDaemonThatDoesNotRunIsStartedAsAService() {
    docker("{}", 1, "unix://" + folder.resolve("no.sock"));

    assertThat(failure(OperatingSystem.LINUX, Optional.empty()).remedy())
        .contains("systemctl start docker");
  }

  @Test
  void aProgramThatCannotBeRunIsNamed() throws IOException {
    Path docker =
        Files.writeString(
            Files.createDirectory(folder.resolve("bin")).resolve("docker"),
            "#!/no/such/interpreter\n");
    assertThat(docker.toFile().setExecutable(true)).isTrue();

    RuntimeUnavailable failure = failure(OperatingSystem.LINUX, Optional.empty());

    assertThat(failure.reason()).isEqualTo(Reason.UNUSABLE);
    assertThat(failure.summary())
        .startsWith("The program " + docker + " cannot be run: ")
        .endsWith("No such file or directory.");
  }

  @Test
  void aDaemonOnAnotherMachineIsRefused() {
    docker(DOCKER_DESKTOP, 0, "unix://" + folder.resolve("no.sock"));
    environment.put("DOCKER_HOST", "tcp://build.example:2376");
    RuntimeUnavailable byVariable = failure(OperatingSystem.LINUX, Optional.empty());

    environment.clear();
    docker(DOCKER_DESKTOP, 0, "ssh://me@build.example", "elsewhere");
    RuntimeUnavailable byContext = failure(OperatingSystem.LINUX, Optional.empty());

    assertThat(byVariable.reason()).isEqualTo(Reason.UNUSABLE);
    assertThat(byVariable).hasMessageContaining("on another machine (tcp://build.example:2376)");
    assertThat(byContext).hasMessageContaining("on another machine (ssh://me@build.example)");
  }

  @Test
  void nothingIsAskedBeforeItMatters() {
    docker(DOCKER_DESKTOP, 0, "unix://" + folder.resolve("no.sock"));
    podman("{\"Client\":{\"Version\":\"5.2.0\"}}", 0, "[]");

    assertThat(finder(OperatingSystem.LINUX).find(Optional.empty()))
        .extracting(ContainerRuntime::kind)
        .containsExactly(RuntimeKind.DOCKER, RuntimeKind.PODMAN);
    assertThat(Bench.read(folder.resolve("asked")).lines())
        .containsExactly("docker version --format {{json .}}");
  }

  @Test
  void aPodmanWithoutAMachineIsToldFromOneWhoseMachineStands() {
    podman("{\"Client\":{\"Version\":\"5.2.0\"}}", 125, "[]");
    RuntimeUnavailable none = failure(OperatingSystem.MACOS, Optional.empty());
    podman(
        "{\"Client\":{\"Version\":\"5.2.0\"}}",
        125,
        "[{\"Name\":\"podman-machine-default\",\"Running\":false}]");
    RuntimeUnavailable standing = failure(OperatingSystem.MACOS, Optional.empty());

    assertThat(none.remedy()).contains("podman machine init && podman machine start");
    assertThat(standing.remedy()).contains("podman machine start").doesNotContain("init");
  }

  @Test
  void dockerDesktopGetsNeitherAUserNorTheHostNetwork() {
    docker(DOCKER_DESKTOP, 0, "unix://" + folder.resolve("no.sock"));
    ContainerRuntime docker = finder(OperatingSystem.MACOS).find(Optional.empty()).getFirst();

    assertThat(docker.start(specification())).isEqualTo("1234");

    assertThat(docker.traits().virtualMachine()).isTrue();
    assertThat(docker.traits().platform()).hasToString("linux/arm64");
    assertThat(created())
        .contains(
            "--publish=127.0.0.1:7233:7233",
            "--add-host=host.docker.internal:host-gateway",
            "--env-file=/dev/stdin",
            "--pull=never",
            "--restart=no",
            "--log-opt=max-size=10m",
            "--health-cmd='agent-runner' 'health'")
        .doesNotContain("--user", "secret", "KEY");
  }

  @Test
  void aDockerWithoutRootThatCannotShareTheNetworkIsRefused() {
    docker(
        DOCKER_DESKTOP.replace("name=cgroupns", "name=rootless"),
        0,
        "unix://" + folder.resolve("no.sock"));
    ContainerRuntime docker = finder(OperatingSystem.LINUX).find(Optional.empty()).getFirst();

    assertThat(catchThrowableOfType(RuntimeUnavailable.class, docker::traits))
        .hasMessageStartingWith("Docker 28.3.2 without the rights of root");
  }

  @Test
  void whereTheSocketIsNotThereTheCommandPulls() {
    docker(DOCKER_DESKTOP, 0, "unix://" + folder.resolve("no.sock"));
    ContainerRuntime docker = finder(OperatingSystem.MACOS).find(Optional.empty()).getFirst();

    docker.pull(ImageReference.of("127.0.0.1:1/image:1"), progress -> {});

    assertThat(Bench.read(folder.resolve("asked"))).contains("docker pull 127.0.0.1:1/image:1");
  }

  @Test
  void dockerLeavesOutTheHostOfItsOwnRegistry() {
    docker(DOCKER_DESKTOP, 0, "unix://" + folder.resolve("no.sock"));
    ContainerRuntime docker = finder(OperatingSystem.MACOS).find(Optional.empty()).getFirst();

    assertThat(docker.images("docker.io/temporalio/temporal")).hasSize(1);
    assertThat(docker.images("ghcr.io/temporalio/temporal")).isEmpty();
  }

  @Test
  void withSelinuxAndWithoutRootAMountIsLabelledAndOwned() {
    podman("{\"Client\":{\"Version\":\"5.2.0\"}}", 0, "[]");
    ContainerRuntime podman = finder(OperatingSystem.LINUX).find(Optional.empty()).getFirst();

    podman.start(specification());

    assertThat(created()).contains(folder + ":/workspace:Z", "--userns=keep-id:uid=1000,gid=1000");
  }

  @Test
  void aRootlessPodmanThatIsTooOldIsRefused() {
    podman("{\"Client\":{\"Version\":\"3.4.4\"}}", 0, "[]");
    ContainerRuntime podman = finder(OperatingSystem.LINUX).find(Optional.empty()).getFirst();

    assertThat(catchThrowableOfType(RuntimeFailure.class, () -> podman.check(specification())))
        .hasMessageContaining("3.4.4");
  }

  private ContainerSpecification specification() {
    return ContainerSpecification.of("name", ImageReference.of("localhost/image:1"))
        .withNetwork(new Network.Published(List.of(new Network.Port(7233, 7233))))
        .withMounts(List.of(new Mount(folder.toString(), "/workspace", false)))
        .withEnvironment(Map.of("KEY", "secret"))
        .withHealth(List.of("agent-runner", "health"))
        .withImageUser(new ImageUser(1000, 1000));
  }

  private String created() {
    return Bench.read(folder.resolve("created"));
  }

  private Map<String, String> environment() {
    var complete = new HashMap<>(environment);
    complete.put("PATH", folder.resolve("bin").toString());
    return complete;
  }

  private RuntimeFinder finder(OperatingSystem operatingSystem) {
    return new RuntimeFinder(
        new LocalMachine(
            environment(),
            operatingSystem,
            1234,
            1234,
            true,
            true,
            new Platform("linux", "arm64")));
  }

  private RuntimeUnavailable failure(
      OperatingSystem operatingSystem, Optional<RuntimeKind> wanted) {
    return catchThrowableOfType(
        RuntimeUnavailable.class,
        () ->
            finder(operatingSystem).find(wanted).getFirst().containers("label", "value", Set.of()));
  }

  private void docker(String information, int exitCode, String host) {
    docker(information, exitCode, host, "default");
  }

  private void docker(String information, int exitCode, String host, String context) {
    String server = exitCode == 0 ? ",\"Server\":{\"Version\":\"28.3.2\"}" : "";
    program(
        "docker",
        "info) echo '%s'; exit %d".formatted(information, exitCode),
        "version) echo '{\"Client\":{\"Context\":\"%s\"}%s}'; exit %d"
            .formatted(context, server, exitCode),
        "context) echo '\"%s\"'".formatted(host));
  }

  private void podman(String version, int exitCode, String machines) {
    program(
        "podman",
        "version) echo '%s'; exit %d".formatted(version, exitCode),
        "machine) echo '%s'".formatted(machines),
        """
        info) echo '{"host":{"os":"linux","arch":"arm64","security":{"rootless":true,\
        "selinuxEnabled":true}}}'\
        """);
  }

  private void program(String name, String... cases) {
    Bench.script(
        folder.resolve("bin").resolve(name),
        """
        echo "%s $*" >>%s
        case $1 in
          %s ;;
          images) echo sha256:1 ;;
          image) echo '%s' ;;
          create) echo "$*" > %s; echo 'WARNING: of the runtime' >&2; echo 1234 ;;
        esac
        """
            .formatted(
                name,
                folder.resolve("asked"),
                String.join(" ;;\n  ", cases),
                IMAGE,
                folder.resolve("created")));
  }
}
