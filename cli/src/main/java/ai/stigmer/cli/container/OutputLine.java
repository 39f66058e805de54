package ai.stigmer.cli.container;

/// One line that a program in a container wrote.
///
/// @param channel where it wrote it
/// @param text the line, without its end
public record OutputLine(Channel channel, String text) {

  /// Where a program writes to.
  public enum Channel {
    OUTPUT,
    ERROR
  }
}
