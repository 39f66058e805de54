package ai.stigmer.agentrunner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class SessionLockTest {

  @TempDir private Path root;

  private SessionFolder folder;

  @BeforeEach
  void aSession() {
    folder = new SessionFolders(root).open("s-1");
  }

  @Test
  void aSessionHasOneHolderAtATime() {
    try (SessionLock first = folder.tryLock().orElseThrow()) {
      assertThat(new SessionFolders(root).open("s-1").tryLock()).isEmpty();
      try (SessionLock other = new SessionFolders(root).open("s-2").tryLock().orElseThrow()) {
        assertThat(other).isNotSameAs(first);
      }
    }
    folder.tryLock().orElseThrow().close();
  }

  @Test
  void theSecondWaitsForTheFirst() throws InterruptedException {
    var claimed = new AtomicBoolean();
    SessionLock first = folder.lock();
    Thread second =
        Thread.ofPlatform()
            .start(() -> {
              try (SessionLock _ = folder.lock()) {
                claimed.set(true);
              } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
              }
            });
    assertThat(second.join(Duration.ofMillis(300))).isFalse();
    assertThat(claimed).isFalse();
    first.close();
    second.join();
    assertThat(claimed).isTrue();
  }

  @Test
  void waitingCanBeInterrupted() throws InterruptedException {
    var interrupted = new CountDownLatch(1);
    try (SessionLock _ = folder.lock()) {
      Thread waiting =
          Thread.ofPlatform()
              .start(() -> {
                assertThatThrownBy(folder::lock).isInstanceOf(InterruptedException.class);
                interrupted.countDown();
              });
      waiting.interrupt();
      interrupted.await();
    }
  }

  @Test
  void anotherProgramWaitsTooEvenAfterARefusedAttemptHereAndAKilledOneLeavesNothing()
      throws IOException, InterruptedException {
    SessionLock lock = folder.lock();
    assertThat(folder.tryLock()).isEmpty();
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      BufferedReader output = other.inputReader();
      assertThat(output.readLine()).isEqualTo("held elsewhere");
      lock.close();
      assertThat(output.readLine()).isEqualTo("claimed");
      assertThat(folder.tryLock()).isEmpty();
    } finally {
      other.destroyForcibly().waitFor();
    }
    folder.lock().close();
  }

  /// Another program: it claims the session and keeps it.
  static final class Holder {

    private Holder() {}

    public static void main(String[] arguments) throws InterruptedException {
      SessionFolder folder = new SessionFolders(Path.of(arguments[0])).open("s-1");
      System.out.println(folder.tryLock().isEmpty() ? "held elsewhere" : "free");
      try (SessionLock _ = folder.lock()) {
        System.out.println("claimed");
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }
}
