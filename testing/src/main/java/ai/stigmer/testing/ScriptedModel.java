package ai.stigmer.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A stand-in for a language model that follows a script, and speaks OpenAI's chat completions over
/// HTTP, streamed.
public final class ScriptedModel implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ModelScript script;
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch hungUp = new CountDownLatch(1);

  private ScriptedModel(HttpServer server, ModelScript script) {
    this.server = server;
    this.script = script;
  }

  /// Starts one on a free port of loopback.
  public static ScriptedModel start(ModelScript script) {
    return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script);
  }

  private static ScriptedModel start(InetSocketAddress address, ModelScript script) {
    try {
      var model = new ScriptedModel(HttpServer.create(address, 0), script);
      model.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      model.server.createContext("/v1/chat/completions", model::answer);
      model.server.start();
      return model;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Runs one that writes a file until it is ended.
  ///
  /// @param arguments the port, and the address to listen on (127.0.0.1)
  public static void main(String[] arguments) {
    if (arguments.length < 1 || arguments.length > 2) {
      System.err.println("usage: ScriptedModel PORT [ADDRESS]");
      System.exit(2);
    }
    String host = arguments.length == 2 ? arguments[1] : "127.0.0.1";
    ScriptedModel model =
        start(
            new InetSocketAddress(host, Integer.parseInt(arguments[0])), ModelScript.writesAFile());
    System.out.println(
        "Scripted stand-in for a language model (it follows a script and thinks nothing), base URL "
            + model.baseUrl());
  }

  /// Its base URL, for `STIGMER_LLM_BASE_URL`.
  public URI baseUrl() {
    InetSocketAddress address = server.getAddress();
    return URI.create(
        "http://%s:%d/v1".formatted(address.getAddress().getHostAddress(), address.getPort()));
  }

  /// The bodies of the requests so far.
  public List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  /// Waits until a client hangs up on a [ModelScript.Reply.Silence].
  ///
  /// @return whether one did, within that many seconds
  public boolean isHungUpOnWithin(int seconds) throws InterruptedException {
    return hungUp.await(seconds, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      requests.add(request);
      switch (script.reply(request)) {
        case ModelScript.Reply.Refusal(int status, String message) -> {
          ObjectNode body = JSON.createObjectNode();
          body.putObject("error").put("message", message).put("type", "scripted");
          byte[] bytes = JSON.writeValueAsBytes(body);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
        }
        case ModelScript.Reply.Text(String text) -> {
          OutputStream stream = begin(exchange);
          for (String word : text.split("(?<= )", -1)) {
            ObjectNode piece = piece();
            delta(piece).put("content", word);
            send(stream, piece);
          }
          end(stream, "stop");
        }
        case ModelScript.Reply.Calls(List<ModelScript.Call> calls) -> {
          OutputStream stream = begin(exchange);
          for (int index = 0; index < calls.size(); index++) {
            sendCall(stream, calls.get(index), index);
          }
          end(stream, "tool_calls");
        }
        case ModelScript.Reply.Silence() -> waitForTheEnd(begin(exchange));
      }
    }
  }

  private static OutputStream begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    ObjectNode piece = piece();
    delta(piece).put("role", "assistant");
    send(exchange.getResponseBody(), piece);
    return exchange.getResponseBody();
  }

  /// The arguments come in two pieces, as they do from a real model.
  private void sendCall(OutputStream stream, ModelScript.Call call, int index) throws IOException {
    int half = call.arguments().length() / 2;
    ObjectNode first = piece();
    ObjectNode begun = delta(first).putArray("tool_calls").addObject();
    begun.put("index", index).put("id", "call-%d-%d".formatted(requests.size(), index));
    begun
        .put("type", "function")
        .putObject("function")
        .put("name", call.name())
        .put("arguments", call.arguments().substring(0, half));
    send(stream, first);
    ObjectNode second = piece();
    delta(second)
        .putArray("tool_calls")
        .addObject()
        .put("index", index)
        .putObject("function")
        .put("arguments", call.arguments().substring(half));
    send(stream, second);
  }

  private static void end(OutputStream stream, String reason) throws IOException {
    ObjectNode piece = piece();
    ((ObjectNode) piece.at("/choices/0")).put("finish_reason", reason);
    send(stream, piece);
    stream.write("data: [DONE]\n\n".getBytes(UTF_8));
  }

  /// Comments are no pieces of an answer, but fail once nobody listens.
  private void waitForTheEnd(OutputStream stream) {
    try {
      while (true) {
        stream.write(": thinking\n\n".getBytes(UTF_8));
        stream.flush();
        Thread.sleep(50);
      }
    } catch (IOException gone) {
      hungUp.countDown();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static ObjectNode piece() {
    ObjectNode piece =
        JSON.createObjectNode().put("object", "chat.completion.chunk").put("id", "scripted");
    piece.putArray("choices").addObject().put("index", 0).putObject("delta");
    return piece;
  }

  private static ObjectNode delta(ObjectNode piece) {
    return (ObjectNode) piece.at("/choices/0/delta");
  }

  private static void send(OutputStream stream, ObjectNode piece) throws IOException {
    stream.write(("data: " + piece + "\n\n").getBytes(UTF_8));
    stream.flush();
  }
}
