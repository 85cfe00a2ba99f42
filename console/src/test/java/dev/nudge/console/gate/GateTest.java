package dev.nudge.console.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestDatabase;
import dev.nudge.console.gate.Wire.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Callers who send too much, too slowly, too often, or nothing, and a console that answers. */
class GateTest {
  /** Of a machine that is busy with other tests: what is wrong takes for ever. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private static final String HEALTH = "GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n";

  private static Console console;
  private static String healthUrl;
  private static String token;
  private final List<Wire> wires = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    int healthPort;
    try (ServerSocket free = new ServerSocket(0)) {
      healthPort = free.getLocalPort();
    }
    healthUrl = "http://127.0.0.1:" + healthPort;
    console =
        Console.start(
            ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1")
                .with("server.forward-headers-strategy", "none")
                .with("nudge.gate.body-bytes", "1000000")
                .with("nudge.gate.head-time", "3s")
                .with("nudge.gate.body-time", "4s")
                .with("nudge.gate.health-port", Integer.toString(healthPort)));
    token =
        new SignedIn(console)
            .admin()
            .post("/api/tokens", Map.of("name", "reader", "scopes", List.of("read")))
            .json()
            .get("token")
            .asString();
    Wire.ask(console.url(), HEALTH);
    Wire.ask(healthUrl, HEALTH);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @AfterEach
  void hangUp() throws IOException {
    for (Wire wire : wires) {
      wire.close();
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> isHealthy(console.url()));
  }

  @Test
  void unfinishedSignInsOfManyMegabytesAreRefusedAtOnceAndTakeNoMemory() throws Exception {
    long before = heap();
    byte[] megabyte = new byte[1 << 20];
    for (int i = 0; i < 23; i++) {
      wire().send(post("/api/session", "Content-Length: 19000000\r\n"));
    }
    for (int round = 0; round < 18; round++) {
      for (Wire wire : wires) {
        wire.send(megabyte);
      }
    }
    healthAnswers("23 unfinished bodies of 19 MB");
    assertThat(heap() - before).isLessThan(30_000_000);
    for (Wire wire : wires) {
      Answer answer = wire.answer();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).contains("at most 16384 bytes where nobody is signed in");
      assertThat(answer.header("Connection")).hasValue("close");
    }
  }

  @Test
  void slowBodiesTakeNoThreadAndAreGivenUpAfterATime() throws Exception {
    for (int i = 0; i < 300; i++) {
      wire().send(post("/api/session", "Content-Length: 1000\r\n") + "{");
    }
    healthAnswers("300 slow bodies");
    long begun = System.nanoTime();
    Map<Integer, Long> statuses = new TreeMap<>();
    for (Wire wire : wires) {
      statuses.merge(wire.answer().status(), 1L, Long::sum);
    }
    assertThat(statuses).isEqualTo(Map.of(408, 256L, 429, 44L));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void aHeadThatDripsIsGivenUpThoughAByteComesNowAndThen() throws Exception {
    Wire slow = wire().send("GET / HTTP/1.1\r\nHost: x\r\nX: ");
    Wire blank = wire();
    long begun = System.nanoTime();
    await()
        .pollInterval(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(15))
        .until(() -> isClosed(slow, "x") & isClosed(blank, "\r\n"));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(2));
  }

  @Test
  void headOpensNoStream() throws Exception {
    for (int i = 0; i < 200; i++) {
      Answer answer =
          wire()
              .send("HEAD /api/live/stream HTTP/1.1\r\nHost: x\r\n" + bearer() + "\r\n")
              .answer(false);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type")).hasValue("text/event-stream");
    }
    healthAnswers("200 times HEAD of a stream");
    assertThat(stream().answer(false).status()).isEqualTo(200);
  }

  @Test
  void aCallerHasTwentyStreamsAndWhoHangsUpIsNoticed() throws Exception {
    List<Wire> streams = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      streams.add(stream());
      assertThat(streams.get(i).answer(false).status()).isEqualTo(200);
    }
    Answer another = stream().answer();
    assertThat(another.status()).isEqualTo(429);
    assertThat(another.header("Retry-After")).hasValue("10");
    assertThat(another.body()).contains("20 streams of 'token reader'");
    for (Wire stream : streams) {
      stream.close();
    }
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(stream().answer(false).status()).isEqualTo(200));
  }

  @Test
  void bodiesWithoutALengthAreCountedAndTheAnswerIsSeenByWhoGoesOnSending() throws Exception {
    Wire wire = wire().send(post("/api/session", "Transfer-Encoding: chunked\r\n"));
    String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
    for (int i = 0; i < 1000; i++) {
      wire.send(chunk);
    }
    wire.send("0\r\n\r\n");
    assertThat(wire.answer().status()).isEqualTo(413);
  }

  @Test
  void allBodiesTogetherHaveABound() throws Exception {
    String most = "x".repeat(15_000);
    for (int i = 0; i < 100; i++) {
      wire().send(post("/api/session", "Content-Length: 16000\r\n") + most);
    }
    Map<Integer, Long> statuses =
        wires.stream()
            .map(GateTest::answerOf)
            .collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    assertThat(statuses).containsOnlyKeys(408, 503);
    assertThat(statuses.get(503)).isBetween(35L, 60L);
    assertThat(wire().send(post("/api/session", "Content-Length: 2\r\n") + "{}").answer().status())
        .as("when they are gone there is room again")
        .isEqualTo(400);
  }

  @Test
  void whoWaitsToBeAskedForTheBodyIsAskedOnceOrRefused() throws Exception {
    Wire large =
        wire().send(post("/api/session", "Content-Length: 9000000\r\nExpect: 100-continue\r\n"));
    assertThat(large.answer().status()).isEqualTo(413);
    assertThat(large.closesWithin(3_000)).isTrue();
    Wire small = wire().send(post("/api/session", "Content-Length: 2\r\nExpect: 100-continue\r\n"));
    assertThat(small.answer().status()).isEqualTo(100);
    assertThat(small.send("{}").answer().status()).isEqualTo(400);
  }

  @Test
  void requestsThatFollowEachOtherWithoutWaitingAreAllAnswered() throws Exception {
    String sign = "{\"name\":\"a\",\"password\":\"b\"}";
    String one = post("/api/session", "Content-Length: " + sign.length() + "\r\n") + sign;
    Wire wire = wire().send(HEALTH + one + one + HEALTH);
    assertThat(wire.answer().status()).isEqualTo(200);
    assertThat(wire.answer().status()).isEqualTo(401);
    assertThat(wire.answer().status()).isEqualTo(401);
    assertThat(wire.answer().status()).isEqualTo(200);
  }

  @Test
  void aKnownCallerMaySendMoreThanAStrangerButNotMoreThanTheEndpointTakes() throws Exception {
    String body = "{\"text\":\"" + "x".repeat(100_000) + "\"}";
    String headers = "Content-Length: " + body.length() + "\r\n";
    assertThat(wire().send(post("/api/check", headers + bearer()) + body).answer().status())
        .isEqualTo(200);
    String wrong = "Authorization: Bearer nudge_nobody\r\n";
    assertThat(wire().send(post("/api/check", headers + wrong) + body).answer().status())
        .isEqualTo(413);
    String large = "Content-Length: 3000000\r\n" + bearer();
    assertThat(wire().send(post("/api/check", large)).answer().body())
        .contains("at most 2097152 bytes here");
  }

  @Test
  void atItsOwnPortThereIsNothingButHealth() throws Exception {
    healthAnswers("nothing else", healthUrl);
    assertThat(Wire.ask(healthUrl, "GET / HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(404);
  }

  private static void healthAnswers(String during) throws IOException {
    healthAnswers(during, console.url());
    healthAnswers(during, healthUrl);
  }

  private static void healthAnswers(String during, String url) throws IOException {
    long slowest = 0;
    for (int i = 0; i < 10; i++) {
      long begun = System.nanoTime();
      assertThat(Wire.ask(url, HEALTH).status()).as(during).isEqualTo(200);
      slowest = Math.max(slowest, System.nanoTime() - begun);
    }
    System.out.printf(
        "%s: health at %s in at most %.1f ms%n",
        during, url.equals(healthUrl) ? "its own port" : "the console's port", slowest / 1e6);
    assertThat(Duration.ofNanos(slowest)).as(during).isLessThan(AT_ONCE);
  }

  private static boolean isHealthy(String url) {
    try {
      return Wire.ask(url, HEALTH).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static Answer answerOf(Wire wire) {
    try {
      return wire.answer();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isClosed(Wire wire, String more) throws IOException {
    try {
      wire.send(more);
    } catch (IOException e) {
      return true;
    }
    return wire.closesWithin(10);
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private Wire stream() throws IOException {
    return wire().send("GET /api/live/stream HTTP/1.1\r\nHost: x\r\n" + bearer() + "\r\n");
  }

  private static String bearer() {
    return "Authorization: Bearer " + token + "\r\n";
  }

  private static String post(String path, String headers) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + headers
        + "\r\n";
  }

  private Wire wire() throws IOException {
    Wire wire = new Wire(console.url());
    wires.add(wire);
    return wire;
  }
}
