package ai.stigmer.agentrunner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The three streams of a command. They carry UTF-8 whatever the locale says, and a write that
/// fails says so, as those of [System] do not.
///
/// @param in what the command reads
/// @param out its result
/// @param err what it says to the person
record Console(InputStream in, OutputStream out, OutputStream err) {

  static Console ofTheProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err));
  }

  void say(String line) throws IOException {
    print(out, line);
  }

  void complain(String sentence) {
    try {
      print(err, "agent-runner: " + sentence);
    } catch (IOException unheard) {
      // The exit code says that something is wrong.
    }
  }

  private static void print(OutputStream to, String line) throws IOException {
    to.write((line + "\n").getBytes(UTF_8));
    to.flush();
  }
}
