package ai.stigmer.release.command;

import static ai.stigmer.release.command.Refusal.assertTold;
import static org.assertj.core.api.Assertions.assertThat;

import ai.stigmer.release.testing.Folders;
import ai.stigmer.release.testing.GitHttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Credentials that are missing, wrong, expired or too weak, for each of the three services.
class BadCredentialsTest {

  private static final String WRONG = "canary-wrong-77aa";

  @TempDir private Path folder;
  private TestWorld world;

  @BeforeEach
  void start() {
    world = TestWorld.start(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void noGitHubToken() {
    assertTold(
        world.run(Map.of("GITHUB_TOKEN", ""), "release"),
        2,
        "GITHUB_TOKEN is not set",
        "Set it to a token with contents: write on the repository that is released; nothing was"
            + " written.");
  }

  @Test
  void noTapToken() {
    assertTold(
        world.run(Map.of("HOMEBREW_TAP_TOKEN", ""), "release"),
        2,
        "HOMEBREW_TAP_TOKEN is not set",
        "Set it to a token with contents and pull-requests: write on the tap; nothing was written.");
  }

  @Test
  void aPreReleaseNeedsNoTapToken() {
    world.product().commit("feat: soon").tag("v1.3.0-rc.1");

    world.run(Map.of("HOMEBREW_TAP_TOKEN", ""), "release").exits(0);
  }

  @Test
  void noRegistryLogin() {
    String registry = world.repository().registry();
    assertTold(
        world.run(Map.of("REGISTRY_USERNAME", "", "REGISTRY_PASSWORD", ""), "release"),
        2,
        registry
            + " demands credentials for reading "
            + world.repository()
            + " (status 401, UNAUTHORIZED: authentication required)",
        "Log in with `docker login "
            + registry
            + "`, or set REGISTRY_USERNAME and REGISTRY_PASSWORD.");
  }

  @Test
  void halfARegistryLogin() {
    assertTold(
        world.run(Map.of("REGISTRY_PASSWORD", ""), "release"),
        2,
        "REGISTRY_USERNAME is set, but REGISTRY_PASSWORD is not",
        "Set both REGISTRY_USERNAME and REGISTRY_PASSWORD, or neither.");
  }

  @Test
  void aWrongGitHubToken() {
    assertTold(
        world.run(Map.of("GITHUB_TOKEN", WRONG), "release"),
        2,
        "GitHub refused reading the releases of acme/tidy at " + world.api(),
        "It answered 401: Bad credentials",
        "Check that GITHUB_TOKEN is valid and has contents: write on acme/tidy.");
  }

  @Test
  void aWrongTapToken() {
    assertTold(
        world.run(Map.of("HOMEBREW_TAP_TOKEN", WRONG), "release"),
        2,
        "GitHub refused reading the open pull requests of acme/homebrew-tap at " + world.api(),
        "It answered 401: Bad credentials",
        "Check that HOMEBREW_TAP_TOKEN is valid and has contents: write and pull-requests: write on"
            + " acme/homebrew-tap.");
  }

  @Test
  void aTapTokenThatGitRefuses() throws IOException {
    try (var server = new GitHttpServer(folder, Optional.of(TestWorld.TAP_TOKEN))) {
      String url = server.url("tap.git");
      // A tap that takes pull requests is asked for those first.
      String[] release = {
        "release", "--set", "homebrew.tap-url=" + url, "--set", "homebrew.delivery=commit"
      };

      Run refused = world.run(Map.of("HOMEBREW_TAP_TOKEN", WRONG), release).exits(2).wroteNothing();

      assertThat(refused.err())
          .contains("error: The tap " + url + " refused its credential (HTTP 401)\n")
          .contains("Set HOMEBREW_TAP_TOKEN to a fine-grained token for the tap alone");
      world.run(release).exits(0);
    }
  }

  @Test
  void gitHubsTokenReadsATapOnGitHubAndIsShownToNoOtherHost() throws IOException {
    try (var server = new GitHttpServer(folder, Optional.of(TestWorld.GITHUB_TOKEN))) {
      String url = server.url("tap.git");
      String[] plan = {"plan", "--set", "homebrew.tap-url=" + url};

      Run elsewhere = world.run(Map.of("HOMEBREW_TAP_TOKEN", ""), plan).exits(2);

      assertThat(elsewhere.err()).contains("The tap " + url + " refused its credential (HTTP 401)");
      Map<String, String> here =
          Map.of("HOMEBREW_TAP_TOKEN", "", "GITHUB_SERVER_URL", server.url(""));
      world.run(here, plan).exits(0);
    }
  }

  @Test
  void aWrongRegistryPassword() {
    String registry = world.repository().registry();
    assertTold(
        world.run(Map.of("REGISTRY_PASSWORD", WRONG), "release"),
        2,
        registry
            + " refused reading "
            + world.repository()
            + " (status 401, UNAUTHORIZED: authentication required)",
        "Log in with `docker login "
            + registry
            + "`, or set REGISTRY_USERNAME and REGISTRY_PASSWORD, as a user who may do that; the"
            + " present credentials may have expired.");
  }

  @Test
  void tokensThatExpireBetweenTwoRuns() {
    world.release("v1.2.3");

    world.gitHub().expire(TestWorld.TAP_TOKEN);
    Run tap = world.run("release").exits(2).wroteNothing();
    world.gitHub().expire(TestWorld.GITHUB_TOKEN);
    Run gitHub = world.run("release").exits(2).wroteNothing();

    assertThat(tap.err())
        .contains("401: Bad credentials", "Check that HOMEBREW_TAP_TOKEN is valid");
    assertThat(gitHub.err()).contains("401: Bad credentials", "Check that GITHUB_TOKEN is valid");
  }

  @Test
  void aLoginOfDockersConfigurationThatExpired() throws IOException {
    String login = TestWorld.REGISTRY_USER + ":" + WRONG;
    Folders.write(
        folder.resolve("docker/config.json"),
        "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}"
            .formatted(
                world.repository().registry(),
                Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))));

    Run refused =
        world
            .run(Map.of("DOCKER_CONFIG", folder.resolve("docker").toString()), "release")
            .exits(2)
            .wroteNothing();

    assertThat(refused.err()).contains("the present credentials may have expired.");
  }

  @Test
  void aTokenThatMayOnlyReadTheTapStopsBeforeAnythingIsBuiltOrWritten() {
    world.gitHub().allow("reader", TestWorld.TAP, Set.of());

    assertTold(
        world.run(Map.of("HOMEBREW_TAP_TOKEN", "reader"), "release"),
        2,
        "GitHub refused opening a pull request of acme/homebrew-tap at " + world.api(),
        "It answered 403: Resource not accessible by personal access token",
        "Check that HOMEBREW_TAP_TOKEN is valid and has contents: write and pull-requests: write on"
            + " acme/homebrew-tap. Nothing was written.");
    assertThat(world.product().root().resolve("build")).doesNotExist();
    world.run("release").exits(0);
  }

  @Test
  void aTokenThatMayOnlyReadTheRepositoryStopsAYank() {
    world.release("v1.2.3");
    world.gitHub().allow("reader", TestWorld.REPOSITORY, Set.of());

    Run refused =
        world.run(Map.of("GITHUB_TOKEN", "reader"), "yank", "v1.2.3").exits(2).wroteNothing();

    assertThat(refused.err())
        .contains("GitHub refused creating a release of acme/tidy", "Nothing was written.");
  }

  @Test
  void aRightIsProvedWhereItIsNeededAndNowhereElse() {
    int looking = world.run("plan").exits(0).requests();
    Run first = world.release("v1.2.3");
    int plan = world.run("plan").exits(0).requests();
    Run again = world.release("v1.2.3");

    assertThat(first.requests()).isGreaterThan(looking);
    assertThat(again.requests()).isEqualTo(plan);
    world.gitHub().allow("reader", TestWorld.TAP, Set.of());
    world.run(Map.of("HOMEBREW_TAP_TOKEN", "reader"), "release").exits(0).wroteNothing();
  }

  @Test
  void anApiAddressThatIsNone() {
    assertTold(
        world.run(Map.of("GITHUB_API_URL", "htp//x"), "release"),
        2,
        "GITHUB_API_URL is not a web address",
        "Write https://HOST/PATH, or unset it for github.com.");
  }

  @Test
  void plainHttpToAnotherMachine() {
    assertTold(
        world.run(Map.of("GITHUB_API_URL", "http://example.org/"), "release"),
        2,
        "Plain HTTP to example.org is refused",
        "Use https; http is spoken to this machine's loopback addresses only.");
  }
}
