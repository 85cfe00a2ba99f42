package dev.nudge.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An HTTP server that takes webhooks, and checks their signatures as its maker's page says. */
final class Receiver implements AutoCloseable {
  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** Every request in its order, whatever it was answered. */
  final List<Request> requests = new CopyOnWriteArrayList<>();

  final AtomicInteger wrong = new AtomicInteger();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Function<Request, Answer> answers = request -> new Answer(204, Map.of());

  record Request(String id, String timestamp, String body, String contentType) {}

  record Answer(int status, Map<String, String> headers) {}

  Receiver() throws IOException {
    this(0);
  }

  Receiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(threads);
    server.createContext("/in", this::take);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** A document of a channel that leads here; {@code more} stands under {@code webhook}. */
  String channel(String id, String... more) {
    return "channel: " + id + "\n" + webhook(port(), more);
  }

  static String webhook(int port, String... more) {
    return "webhook:\n  url: http://127.0.0.1:"
        + port
        + "/in\n  secret: "
        + SECRET
        + "\n"
        + String.join("", List.of(more).stream().map(line -> "  " + line + "\n").toList());
  }

  /** From now on it answers like this. */
  void answer(Function<Request, Answer> how) {
    answers = how;
  }

  void answer(int status) {
    answers = request -> new Answer(status, Map.of());
  }

  List<String> ids() {
    return requests.stream().map(Request::id).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String id = header(exchange, "webhook-id");
    String timestamp = header(exchange, "webhook-timestamp");
    String text = new String(body, StandardCharsets.UTF_8);
    if (!header(exchange, "webhook-signature").equals("v1," + signature(id, timestamp, text))) {
      wrong.incrementAndGet();
    }
    Request request = new Request(id, timestamp, text, header(exchange, "content-type"));
    Answer answer = answers.apply(request);
    requests.add(request);
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(answer.status(), -1);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private static String signature(String id, String timestamp, String body) {
    try {
      byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = id + "." + timestamp + "." + body;
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
