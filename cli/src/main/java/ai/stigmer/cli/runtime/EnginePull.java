package ai.stigmer.cli.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.cli.container.ImageReference;
import ai.stigmer.cli.json.Json;
import ai.stigmer.cli.process.CancelledException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;

/// A pull through the Engine API, which tells the bytes of every layer. An interrupt closes the
/// connection, and the runtime then gives up the pull.
///
/// @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image">Docker
///   Engine API: create an image</a>
final class EnginePull {

  /// How a pull through the Engine API ended.
  sealed interface Ending {

    /// The runtime says that the image is there.
    record Pulled() implements Ending {}

    /// The runtime did not even begin.
    record Refused(String words) implements Ending {}

    /// The runtime began, but did not come to the end.
    record Broken(String words) implements Ending {}
  }

  private EnginePull() {}

  /// Pulls, and reports to the table through the listener.
  static Ending pull(Engine engine, ImageReference image, LayerListener listener) {
    boolean begun = false;
    try (SocketChannel channel = engine.connect()) {
      channel.write(ByteBuffer.wrap(request(image).getBytes(US_ASCII)));
      begun = true;
      HttpAnswer answer =
          HttpAnswer.read(new BufferedInputStream(Channels.newInputStream(channel)));
      return answer.status() == 200
          ? follow(answer.body(), listener)
          : new Ending.Refused(message(new String(answer.body().readAllBytes(), UTF_8)));
    } catch (ClosedByInterruptException closed) {
      var interrupted = new InterruptedException();
      interrupted.initCause(closed);
      throw new CancelledException(interrupted);
    } catch (IOException failure) {
      String words =
          "the connection to the container runtime ended (%s)".formatted(failure.getMessage());
      return begun ? new Ending.Broken(words) : new Ending.Refused(words);
    }
  }

  private static String request(ImageReference image) {
    return """
    POST /images/create?fromImage=%s&tag=%s HTTP/1.1
    Host: localhost
    Content-Length: 0
    Connection: close

    """
        .formatted(
            encoded(image.repository()), encoded(image.digest().or(image::tag).orElseThrow()))
        .replace("\n", "\r\n");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static Ending follow(InputStream body, LayerListener listener) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(body, UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isBlank()) {
        continue;
      }
      Json event = Json.parse(line);
      if (event.at("error").isPresent()) {
        return new Ending.Broken(event.at("error").textOrEmpty());
      }
      event
          .at("id")
          .text()
          .ifPresent(id ->
              listener.layer(
                  id,
                  event.at("status").textOrEmpty(),
                  event.at("progressDetail", "current").number(),
                  event.at("progressDetail", "total").number()));
    }
    return new Ending.Pulled();
  }

  private static String message(String body) {
    try {
      return Json.parse(body).at("message").text().orElse(body);
    } catch (IllegalArgumentException notJson) {
      return body.strip();
    }
  }
}
