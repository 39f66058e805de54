package ai.stigmer.cli.runtime;

import ai.stigmer.cli.container.Container;
import ai.stigmer.cli.container.ContainerCommand;
import ai.stigmer.cli.container.ContainerSpecification;
import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.container.LocalImage;
import ai.stigmer.cli.container.LogLine;
import ai.stigmer.cli.container.LogSelection;
import ai.stigmer.cli.container.PullProgress;
import ai.stigmer.cli.process.OutputLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// Docker or Podman. What is absent is an answer; every call may throw [RuntimeUnavailable] when
/// the runtime itself is gone, [RuntimeFailure] when it refuses what was asked, and
/// [CancelledException] when the calling thread is interrupted. Listeners are called one at a time;
/// what one throws ends the call.
public interface ContainerRuntime {

  /// Which it is, whatever its program is called; asked on first use, as is its version.
  RuntimeKind kind();

  /// Its own version, that of the daemon where there is one.
  String version();

  /// How it runs containers; asked on first use, since Podman takes its time to answer.
  RuntimeTraits traits();

  /// The image of that reference, if the runtime has it. The registry is not asked.
  Optional<LocalImage> image(ImageReference reference);

  /// Every image the runtime has of that repository.
  List<LocalImage> images(String repository);

  /// Removes an image and every name it has; one that is gone already is no failure.
  ///
  /// @param id as in [LocalImage#id()]
  /// @throws RuntimeFailure if a container uses it
  void removeImage(String id);

  /// How many compressed bytes the image has for this runtime's platform, by its manifest in the
  /// registry; nothing if the registry does not tell.
  OptionalLong downloadSize(ImageReference reference);

  /// Fetches an image, layers that are there already excepted. There is no time limit; an interrupt
  /// gives the pull up, of which Podman keeps the layers that have arrived, and Docker may not.
  ///
  /// @param progress told of every change
  /// @throws PullFailure if the registry does not give it
  void pull(ImageReference reference, Consumer<PullProgress> progress);

  /// The containers that have this label or exactly one of these names, in any state, oldest first.
  List<Container> containers(String label, String value, Set<String> names);

  /// The container of exactly that name, in any state.
  Optional<Container> containerNamed(String name);

  /// Refuses what [#start(ContainerSpecification)] cannot start whatever else is there, without
  /// changing anything.
  ///
  /// @throws WrongArchitecture if the image was built for another one
  /// @throws RuntimeFailure if there is no such image, or the container cannot be had as it is
  ///   specified
  void check(ContainerSpecification specification);

  /// Makes and starts a container that nothing will start again by itself. Nothing is pulled.
  ///
  /// @return its id
  /// @throws NameTaken if there is a container of that name
  /// @throws PortTaken if something else has one of its ports
  /// @throws RuntimeFailure if the runtime cannot start it; what was made of it is removed again
  String start(ContainerSpecification specification);

  /// Gives a container another name; for one that is gone, nothing is done.
  void rename(String id, String name);

  /// Asks the container's first program to end, kills it after the grace, and waits for its end;
  /// one that has ended or is gone is no failure.
  void stop(String id, Duration grace);

  /// Removes a container, running or not, and waits until its name is free; one that is gone is no
  /// failure.
  void remove(String id);

  /// Runs a command in a running container. An interrupt or the time limit ends the call, but not
  /// what runs in the container.
  ///
  /// @return the command's exit code
  /// @throws ContainerNotRunning if the container does not run, or ends meanwhile
  int execute(String id, ContainerCommand command, Consumer<OutputLine> lines);

  /// Reads a container's log, of which each channel keeps its order. When following, it returns
  /// when the container ends; there is no time limit.
  void logs(String id, LogSelection selection, Consumer<LogLine> lines);
}
