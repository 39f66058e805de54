package ai.stigmer.release.rehearsal.registry;

import ai.stigmer.release.rehearsal.RecordedRequest;
import com.sun.net.httpserver.HttpExchange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/// One request to an embedded registry and its answer, recorded before the answer leaves.
final class RegistryExchange implements AutoCloseable {

  private static final String JSON = "application/json";

  private final HttpExchange http;
  private final Consumer<RecordedRequest> recorder;
  private final CountingBody body;
  private boolean answered;

  /// What gives the answer.
  @FunctionalInterface
  interface Answering {
    void run() throws IOException;
  }

  RegistryExchange(HttpExchange http, Consumer<RecordedRequest> recorder) {
    this.http = http;
    this.recorder = recorder;
    this.body = new CountingBody(http.getRequestBody());
  }

  /// Lets the answer be given, or gives the error that is thrown instead.
  void answer(Answering answering) throws IOException {
    try {
      answering.run();
    } catch (RegistryRefusal error) {
      send(error.status(), JSON, error.body());
    } catch (IOException | RuntimeException failure) {
      if (answered) {
        throw failure;
      }
      send(500, JSON, new RegistryRefusal(500, "UNKNOWN", failure.toString()).body());
    }
  }

  String method() {
    return http.getRequestMethod();
  }

  String path() {
    return http.getRequestURI().getPath();
  }

  InputStream body() {
    return body;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
  }

  /// The first query parameter of that name.
  Optional<String> parameter(String name) {
    String query = Optional.ofNullable(http.getRequestURI().getRawQuery()).orElse("");
    return Arrays.stream(query.split("&", -1))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
        .findFirst();
  }

  RegistryExchange say(String header, String value) {
    http.getResponseHeaders().set(header, value);
    return this;
  }

  /// Answers without a body.
  void send(int status) throws IOException {
    begin(status, -1);
  }

  /// Answers with these bytes; without them to a HEAD.
  void send(int status, String mediaType, byte[] content) throws IOException {
    say("Content-Type", mediaType);
    try (OutputStream out = begin(status, content.length)) {
      if (!method().equals("HEAD")) {
        out.write(content);
      }
    }
  }

  /// Answers with a file; without it to a HEAD.
  void send(int status, String mediaType, Path file) throws IOException {
    say("Content-Type", mediaType);
    try (OutputStream out = begin(status, Files.size(file))) {
      if (!method().equals("HEAD")) {
        Files.copy(file, out);
      }
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private OutputStream begin(int status, long length) throws IOException {
    // A client that still sends would see a broken connection in place of the answer.
    body.transferTo(OutputStream.nullOutputStream());
    answered = true;
    recorder.accept(
        new RecordedRequest(method(), http.getRequestURI().toString(), status, body.count));
    boolean hasBody = length > 0 && !method().equals("HEAD");
    if (length >= 0 && method().equals("HEAD")) {
      say("Content-Length", Long.toString(length));
    }
    http.sendResponseHeaders(status, hasBody ? length : -1);
    return http.getResponseBody();
  }

  private static final class CountingBody extends FilterInputStream {

    private long count;

    CountingBody(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      count += octet < 0 ? 0 : 1;
      return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
