package ai.stigmer.cli.process;

/// One line that a program wrote.
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
