package dev.nudge.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.runtime.rest.errors.ConnectRestException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connectors of this process by HTTP, in the form of Kafka Connect's own REST interface, so
 * that commands say the same to this process and to a Connect elsewhere. On 127.0.0.1 alone, at a
 * port of its own, for those who can read the {@link Address}.
 */
public final class ConnectServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConnectServer.class);
  private static final int MOST_BYTES = 1 << 20;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Connectors connectors;
  private final HttpServer server;
  private final Address address;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "connect-server");
            thread.setDaemon(true);
            return thread;
          });

  private ConnectServer(Connectors connectors, HttpServer server, Address address) {
    this.connectors = connectors;
    this.server = server;
    this.address = address;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Answers when it returns; the connectors that are kept start behind it. */
  public static ConnectServer start(ConnectSettings settings) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    @Nullable Connectors connectors = null;
    try {
      connectors = Connectors.open(settings);
      Address address = Address.fresh("http://127.0.0.1:" + server.getAddress().getPort());
      address.write(settings.folder());
      return new ConnectServer(connectors, server, address);
    } catch (IOException | RuntimeException e) {
      server.stop(0);
      if (connectors != null) {
        connectors.close();
      }
      throw e;
    }
  }

  /** How many connectors are kept. */
  public int size() {
    return connectors.names().size();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      @Nullable Object body;
      try {
        if (!address.admits(exchange.getRequestHeaders().getFirst("Authorization"))) {
          throw new ConnectRestException(401, "who are you?");
        }
        body = answer(exchange, path(exchange));
        status = body == null ? 204 : 200;
      } catch (NotFoundException e) {
        status = 404;
        body = error(status, e);
      } catch (ConnectRestException e) {
        status = e.statusCode();
        body = error(status, e);
      } catch (JsonProcessingException e) {
        status = 400;
        body = error(status, e);
      } catch (IOException | RuntimeException e) {
        log.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
        status = 500;
        body = error(status, e);
      }
      byte[] bytes = body == null ? new byte[0] : MAPPER.writeValueAsBytes(body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private @Nullable Object answer(HttpExchange exchange, List<String> path) throws IOException {
    String method = exchange.getRequestMethod();
    String name = path.size() > 1 ? path.get(1) : "";
    String what =
        switch (path.size()) {
          case 1 -> method + " " + path.get(0);
          case 2 -> method + " " + path.get(0) + "/*";
          default ->
              method + " " + path.get(0) + "/*/" + String.join("/", path.subList(2, path.size()));
        };
    return switch (what) {
      case "GET connectors" ->
          String.valueOf(exchange.getRequestURI().getQuery()).contains("expand=status")
              ? states()
              : connectors.names();
      case "GET connectors/*" -> connector(name);
      case "GET connectors/*/status" -> connectors.state(name);
      case "GET connectors/*/offsets" -> connectors.offsets(name);
      case "PUT connectors/*/config" -> {
        connectors.put(named(name), config(exchange, name));
        yield connector(name);
      }
      case "PUT connectors/*/stop" -> {
        connectors.stop(name);
        yield null;
      }
      case "DELETE connectors/*/offsets" -> {
        connectors.forget(name);
        yield null;
      }
      case "DELETE connectors/*" -> {
        connectors.remove(name);
        yield null;
      }
      case "PUT connector-plugins/*/config/validate" -> connectors.check(config(exchange, ""));
      default -> throw new ConnectRestException(404, "nothing answers to " + what);
    };
  }

  private Map<String, Object> connector(String name) {
    return Map.of("name", name, "config", connectors.config(name));
  }

  private Map<String, Object> states() {
    Map<String, Object> states = new TreeMap<>();
    for (String name : connectors.names()) {
      states.put(name, Map.of("status", connectors.state(name)));
    }
    return states;
  }

  private static String named(String name) {
    if (!ConnectorFolder.NAME.matcher(name).matches()) {
      throw new ConnectRestException(
          400, "'" + name + "' is no name: letters, digits, '_', '.' and '-', at most 100");
    }
    return name;
  }

  private static Map<String, String> config(HttpExchange exchange, String name) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new ConnectRestException(413, "a connector has at most " + MOST_BYTES + " bytes");
    }
    Map<String, String> config =
        new TreeMap<>(MAPPER.readValue(bytes, new TypeReference<Map<String, String>>() {}));
    if (!name.isEmpty()) {
      config.put("name", name);
    }
    return config;
  }

  private static List<String> path(HttpExchange exchange) {
    return List.of(exchange.getRequestURI().getPath().substring(1).split("/", -1));
  }

  private static Map<String, Object> error(int status, Exception e) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("error_code", status);
    error.put("message", e instanceof ConnectException ? e.getMessage() : e.toString());
    return error;
  }

  @Override
  public void close() {
    address.remove();
    server.stop(0);
    threads.shutdownNow();
    connectors.close();
  }
}
