package ai.stigmer.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.cli.process.OutputLine.Channel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// One run of a program. Closing it ends the program and everything the program started.
final class Run implements Background {

  /// A program that has ended may have left another that holds its output open.
  private static final Duration LAST_LINES = Duration.ofSeconds(2);

  private static final Duration POLITE = Duration.ofSeconds(2);
  private static final int WAITING_LINES = 1000;

  private final Process process;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(WAITING_LINES);

  private volatile boolean closed;

  private sealed interface Event {}

  private record Line(OutputLine line) implements Event {}

  private record EndOfChannel() implements Event {}

  private Run(Process process) {
    this.process = process;
  }

  /// @throws UnusableProgramException if it cannot be started
  static Run start(Program program, String input, List<String> arguments, Redirect output) {
    try {
      var run = new Run(program.start(arguments, output));
      run.read(run.process.getInputStream(), Channel.OUTPUT);
      run.read(run.process.getErrorStream(), Channel.ERROR);
      Thread.ofPlatform().daemon().start(() -> feed(run.process.getOutputStream(), input));
      return run;
    } catch (IOException failure) {
      throw new UnusableProgramException(failure);
    }
  }

  /// Hands every line over until the program has ended and its output is read.
  int await(Optional<Duration> limit, Consumer<OutputLine> lines) {
    Optional<Instant> end = limit.map(Instant.now()::plus);
    Optional<Instant> lastLines = Optional.empty();
    int open = Channel.values().length;
    try {
      while (open > 0) {
        if (lastLines.isEmpty() && !process.isAlive()) {
          lastLines = Optional.of(Instant.now().plus(LAST_LINES));
        }
        Event event = events.poll(100, TimeUnit.MILLISECONDS);
        if (event instanceof Line(OutputLine line)) {
          lines.accept(line);
        } else if (event instanceof EndOfChannel) {
          open--;
        } else if (lastLines.filter(Instant.now()::isAfter).isPresent()) {
          break;
        }
        refuseAfter(end);
      }
      while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
        refuseAfter(end);
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancelledException(interrupted);
    }
  }

  private static void refuseAfter(Optional<Instant> end) {
    if (end.filter(Instant.now()::isAfter).isPresent()) {
      throw new TimeLimitException();
    }
  }

  @Override
  public boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    closed = true;
    if (!process.isAlive()) {
      return;
    }
    List<ProcessHandle> tree =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    tree.forEach(ProcessHandle::destroy);
    Instant end = Instant.now().plus(POLITE);
    while (tree.stream().anyMatch(ProcessHandle::isAlive) && Instant.now().isBefore(end)) {
      pause();
    }
    tree.forEach(ProcessHandle::destroyForcibly);
  }

  private void read(InputStream stream, Channel channel) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (var reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            reader.lines().forEach(text -> put(new Line(new OutputLine(channel, text))));
          } catch (IOException | UncheckedIOException closed) {
            // The program was ended: what it wrote so far is what there is.
          } finally {
            put(new EndOfChannel());
          }
        });
  }

  private void put(Event event) {
    try {
      while (!closed && !events.offer(event, 100, TimeUnit.MILLISECONDS)) {
        // Nobody takes lines as fast as the program writes them.
      }
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    }
  }

  private static void feed(OutputStream stream, String input) {
    try (stream) {
      stream.write(input.getBytes(UTF_8));
    } catch (IOException closed) {
      // The program did not want to read all of it; its exit code tells whether that is a failure.
    }
  }

  /// Goes on after an interrupt, which it leaves to be seen later.
  private static void pause() {
    boolean interrupted = Thread.interrupted();
    try {
      Thread.sleep(10);
    } catch (InterruptedException again) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
