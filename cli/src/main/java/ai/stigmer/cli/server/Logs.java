package ai.stigmer.cli.server;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerState;
import ai.stigmer.cli.container.LogLine;
import ai.stigmer.cli.container.LogSelection;
import ai.stigmer.cli.problem.UserFailure;
import ai.stigmer.cli.process.CancelledException;
import ai.stigmer.cli.process.OutputLine.Channel;
import ai.stigmer.cli.process.Pause;
import ai.stigmer.cli.runtime.ContainerRuntime;
import ai.stigmer.cli.runtime.RuntimeFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What the components have written, in the order in which they wrote it.
public final class Logs {

  private static final int LOOK_AGAIN_MILLISECONDS = 500;
  private static final int WAITING_LINES = 1000;

  private final ContainerRuntime runtime;
  private final ServerIdentity identity;

  /// The logs of a server that this runtime keeps.
  public Logs(ContainerRuntime runtime, ServerIdentity identity) {
    this.runtime = runtime;
    this.identity = identity;
  }

  /// A line of a component.
  public record Line(Component component, LogLine line) {

    Instant time() {
      return line.time();
    }
  }

  private sealed interface Event {}

  private record Written(Line line) implements Event {}

  private record Failed(RuntimeException failure) implements Event {}

  /// Hands over what was written so far, and if wanted what is written from then on, whatever
  /// containers come and go.
  ///
  /// @param lines takes a line, and says whether it wants more
  /// @throws UserFailure if there is no container and nothing is to be waited for
  /// @throws CancelledException if this thread is interrupted
  public void read(Set<Component> components, LogSelection selection, Predicate<Line> lines) {
    var written = new ArrayList<Line>();
    boolean found = false;
    for (Component component : components) {
      for (Container container : find(component)) {
        found = true;
        runtime.logs(
            container.id(),
            new LogSelection(false, selection.tail(), selection.since()),
            line -> written.add(new Line(component, line)));
      }
    }
    if (!found && !selection.follow()) {
      String whose =
          components.stream().map(Component::phrase).sorted().collect(Collectors.joining(" or "));
      throw new UserFailure(
          "There is no log: stigmer has not started %s.".formatted(whose),
          "'stigmer server status' shows what runs, 'stigmer server start' starts what is missing.");
    }
    List<Line> inOrder = written.stream().sorted(Comparator.comparing(Line::time)).toList();
    int skipped = Math.max(0, inOrder.size() - selection.tail().orElse(Integer.MAX_VALUE));
    boolean wanted = inOrder.subList(skipped, inOrder.size()).stream().allMatch(lines);
    if (wanted && selection.follow()) {
      follow(components, selection, inOrder, lines);
    }
  }

  private List<Container> find(Component component) {
    return identity.containers(runtime).stream().filter(component::owns).toList();
  }

  private void follow(
      Set<Component> components,
      LogSelection selection,
      List<Line> written,
      Predicate<Line> lines) {
    BlockingQueue<Event> events = new LinkedBlockingQueue<>(WAITING_LINES);
    List<Thread> followers = new ArrayList<>();
    for (Component component : components) {
      Optional<Instant> last =
          written.stream()
              .filter(line -> line.component() == component)
              .map(Line::time)
              .max(Comparator.naturalOrder());
      var follower = new Follower(component, last, selection, events);
      followers.add(Thread.ofPlatform().daemon().start(follower));
    }
    try {
      boolean wanted = true;
      while (wanted) {
        wanted =
            switch (events.take()) {
              case Written(Line line) -> lines.test(line);
              case Failed(RuntimeException failure) -> throw failure;
            };
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancelledException(interrupted);
    } finally {
      followers.forEach(Thread::interrupt);
    }
  }

  /// Follows one component from container to container.
  private final class Follower implements Runnable {

    private final Component component;
    private final BlockingQueue<Event> events;
    private LogSelection selection;

    /// Each channel keeps its order, but one may be ahead of the other.
    private final Map<Channel, Instant> last = new EnumMap<>(Channel.class);

    Follower(
        Component component,
        Optional<Instant> last,
        LogSelection selection,
        BlockingQueue<Event> events) {
      this.component = component;
      this.events = events;
      last.ifPresent(time -> {
        for (Channel channel : Channel.values()) {
          this.last.put(channel, time);
        }
      });
      // Where not even old lines were wanted, only new ones are.
      boolean onlyNew = selection.tail().equals(OptionalInt.of(0));
      this.selection =
          new LogSelection(
              true,
              OptionalInt.empty(),
              onlyNew ? Optional.of(Instant.now()) : last.or(selection::since));
    }

    @Override
    public void run() {
      try {
        while (true) {
          for (Container container : find(component)) {
            follow(container);
            Optional<Instant> latest = last.values().stream().max(Comparator.naturalOrder());
            selection = new LogSelection(true, OptionalInt.empty(), latest.or(selection::since));
          }
          Pause.of(LOOK_AGAIN_MILLISECONDS);
        }
      } catch (CancelledException ended) {
        // The one who follows has gone.
      } catch (RuntimeException failure) {
        put(new Failed(failure));
      }
    }

    private void follow(Container container) {
      try {
        runtime.logs(container.id(), selection, this::tell);
      } catch (RuntimeFailure failure) {
        boolean there =
            find(component).stream()
                .filter(found -> !(found.state() instanceof ContainerState.Removing))
                .anyMatch(found -> found.id().equals(container.id()));
        if (there) {
          throw failure;
        }
        // It was removed before its log was read: what comes after it is followed.
      }
    }

    private void tell(LogLine line) {
      Channel channel = line.line().channel();
      if (line.time().isAfter(last.getOrDefault(channel, Instant.MIN))) {
        last.put(channel, line.time());
        put(new Written(new Line(component, line)));
      }
    }

    private void put(Event event) {
      try {
        events.put(event);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new CancelledException(interrupted);
      }
    }
  }
}
