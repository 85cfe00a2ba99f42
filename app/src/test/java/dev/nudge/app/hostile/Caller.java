package dev.nudge.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Calls the console as an admin with a session, its collector with a token; opens sockets as
 * nobody.
 */
final class Caller {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String COLLECTOR = "/api/events";
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  private final int port;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(cookies).version(HttpClient.Version.HTTP_1_1).build();
  private final HttpClient stranger =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String password;
  private String token = "";

  static Caller signedIn(int port, String password) throws Exception {
    Caller caller = new Caller(port, password);
    caller.signIn();
    caller.token = caller.collectToken();
    return caller;
  }

  private Caller(int port, String password) {
    this.port = port;
    this.password = password;
  }

  /** Signs in with the right password, after the wait that it is told, if it is told one. */
  void signIn() throws Exception {
    String body = "{\"name\":\"admin\",\"password\":\"" + password + "\"}";
    Awaitility.await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofSeconds(1))
        .pollDelay(Duration.ZERO)
        .until(() -> post("/api/session", body).statusCode() == 200);
  }

  private String collectToken() throws Exception {
    HttpResponse<String> answer =
        post("/api/tokens", "{\"name\":\"hostile\",\"scopes\":[\"collect\"]}");
    Matcher made = TOKEN.matcher(answer.body());
    assertThat(made.find()).as(answer.body()).isTrue();
    return made.group(1);
  }

  HttpResponse<String> get(String path) throws Exception {
    return call("GET", path, new byte[0], "application/json");
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return call("POST", path, body.getBytes(UTF_8), "application/json");
  }

  HttpResponse<String> call(String method, String path, byte[] body, String type, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(LONGEST)
            .header("Content-Type", type)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (path.equals(COLLECTOR)) {
      request.header("Authorization", "Bearer " + token);
      return stranger.send(request.build(), BodyHandlers.ofString());
    }
    for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
      if (cookie.getName().equals("XSRF-TOKEN")) {
        request.header("X-XSRF-TOKEN", cookie.getValue());
      }
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** How long health takes to answer somebody who has no session that all is well. */
  Duration health() throws Exception {
    long from = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/health"))
            .timeout(LONGEST)
            .build();
    HttpResponse<String> answer = stranger.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - from);
  }

  /** A connection on which this is sent and nothing else. */
  Socket open(byte[] sent) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) LONGEST.toMillis());
    try {
      socket.getOutputStream().write(sent);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // it has been closed on the other side: what was said before can still be read
    }
    return socket;
  }

  /** What comes back, until the other side closes. */
  String raw(byte[] sent) throws IOException {
    try (Socket socket = open(sent)) {
      socket.shutdownOutput();
      return new String(socket.getInputStream().readNBytes(100_000), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
