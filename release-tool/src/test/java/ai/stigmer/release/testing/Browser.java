package ai.stigmer.release.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.stigmer.release.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Headless Chromium, led by the Chrome DevTools Protocol; a missing one fails the test.
public final class Browser implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final Duration ORDERLY_END = Duration.ofSeconds(30);
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/.*");

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<Json> messages;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final Set<String> loaded = new HashSet<>();
  private int calls;

  private Browser(Process process, WebSocket socket, BlockingQueue<Json> messages) {
    this.process = process;
    this.socket = socket;
    this.messages = messages;
  }

  /// Starts the browser.
  ///
  /// @param profile an empty folder, or none, for what it keeps
  public static Browser start(Path profile) {
    try {
      Process process =
          new ProcessBuilder(
                  "chromium",
                  "--headless",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-quic",
                  "--disable-dev-shm-usage",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--disable-sync",
                  "--user-data-dir=" + profile,
                  "--remote-debugging-port=0",
                  "about:blank")
              .redirectErrorStream(true)
              .start();
      var messages = new LinkedBlockingQueue<Json>();
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create(page(address(process))), new Inbox(messages))
              .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
      var browser = new Browser(process, socket, messages);
      for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
        browser.call(domain + ".enable", Map.of());
      }
      browser.call("Page.setLifecycleEventsEnabled", Map.of("enabled", true));
      return browser;
    } catch (Exception failed) {
      throw new AssertionError("Chromium (Debian's package chromium) could not be started", failed);
    }
  }

  /// Opens a page and waits until it is whole.
  ///
  /// @param width the window's width in pixels
  /// @param dark whether the person wants dark pages
  public void open(URI page, int width, boolean dark) {
    complaints.clear();
    requests.clear();
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    // A page may be whole before the browser says which one it loads.
    String loader = call("Page.navigate", Map.of("url", page.toString())).text("loaderId");
    while (!loaded.contains(loader)) {
      next();
    }
  }

  /// The value of a JavaScript expression in the page, as text.
  public String evaluate(String expression) {
    Json result =
        call("Runtime.evaluate", Map.of("expression", "String(" + expression + ")")).get("result");
    return result.text("value");
  }

  /// Writes a picture of the whole page, from top to bottom.
  public void screenshot(Path png) {
    Json image =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    try {
      Files.createDirectories(png.resolveSibling(""));
      Files.write(png, Base64.getDecoder().decode(image.text("data")));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// What the browser's console complained of since the page was opened.
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// Every address that was asked for since the page was opened, its own included.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    socket.abort();
    // Whichever of its processes outlives it could write into the profile that is being deleted.
    List<ProcessHandle> helpers = process.descendants().toList();
    end(process.toHandle());
    helpers.forEach(Browser::end);
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(ORDERLY_END.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException stuck) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private Json call(String method, Map<String, ?> parameters) {
    int id = ++calls;
    String message =
        new String(Json.write(Map.of("id", id, "method", method, "params", parameters)), UTF_8);
    socket.sendText(message, true).join();
    while (true) {
      Json answer = next();
      if (answer.find("id").filter(number -> number.number() == id).isPresent()) {
        return answer
            .find("result")
            .orElseThrow(() -> new AssertionError(method + " failed: " + answer));
      }
    }
  }

  private Json next() {
    try {
      Json message = messages.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("Chromium did not answer within " + LONGEST);
      }
      note(message);
      return message;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  private void note(Json message) {
    switch (message.find("method").map(Json::text).orElse("")) {
      case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" ->
          complaints.add(message.get("params").toString());
      case "Network.requestWillBeSent" ->
          requests.add(message.get("params").get("request").text("url"));
      case "Page.lifecycleEvent" -> {
        Json event = message.get("params");
        if (event.text("name").equals("load")) {
          loaded.add(event.text("loaderId"));
        }
      }
      default -> {}
    }
  }

  private static String address(Process process) throws IOException {
    BufferedReader output = process.inputReader(UTF_8);
    String line = output.readLine();
    while (line != null) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.matches()) {
        Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
        return listening.group(1);
      }
      line = output.readLine();
    }
    throw new IOException("it ended with " + process.exitValue());
  }

  // A page of our own: its first one may not be there yet.
  private static String page(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    String page =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    return Json.parse(page, "Chromium").text("webSocketDebuggerUrl");
  }

  /// Puts messages, which arrive in parts, together.
  private static final class Inbox implements WebSocket.Listener {

    private final BlockingQueue<Json> messages;
    private final StringBuilder parts = new StringBuilder();

    Inbox(BlockingQueue<Json> messages) {
      this.messages = messages;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        messages.add(Json.parse(parts.toString(), "Chromium"));
        parts.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
