package dev.nudge.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** Connections from anybody who has no account. */
final class ConnectionRows {
  /** The median of some answers, on a quiet machine. */
  private static final Duration HEALTHY = Duration.ofMillis(100);

  private static final int ASKED = 11;

  /** What connections may cost in all while they are held; 23 bodies of 19 MB are 437 MB. */
  private static final long MORE_HEAP = 48L << 20;

  private ConnectionRows() {}

  static List<Row> rows() {
    byte[] large = large();
    return List.of(
        raw(
            "a first line of 1 MB",
            "GET /" + "x".repeat(1_000_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
            400,
            414),
        raw(
            "a header of 1 MB",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(1_000_000) + "\r\n\r\n",
            400,
            431),
        raw(
            "10,000 headers",
            "GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(10_000) + "\r\n",
            400,
            431),
        raw("no HTTP at all", "\u0016\u0003\u0001\u0002\u0000hello\r\n\r\n", 400),
        raw("a version of HTTP that there is not", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", 400, 505),
        raw("no `Host`", "GET /api/health HTTP/1.1\r\n\r\n", 400),
        raw(
            "a `Content-Length` below zero",
            "POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            400),
        raw(
            "two lengths that differ",
            "POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            400),
        raw(
            "a chunk whose size is no number",
            "POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            400,
            408),
        raw(
            "`TRACE /`",
            "TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            403,
            404,
            405,
            501),
        raw(
            "control characters in a path",
            "GET /api/campaigns/\u0001\u001b HTTP/1.1\r\nHost: a\r\n\r\n",
            400),
        held(
            "23 unfinished bodies of 19 MB at `POST /api/session`",
            23,
            "refused before they are read: 413",
            i -> large),
        held(
            "300 bodies that come byte by byte",
            300,
            "health answers; each is given up after its time",
            i -> post(1_000, "{")),
        held(
            "300 heads that never end",
            300,
            "health answers; each is given up after its time",
            i -> ascii("GET / HTTP/1.1\r\nHost: a\r\nX-" + i + ": y\r\n")),
        held(
            "200 `HEAD /api/live/stream`",
            200,
            "no stream is opened",
            i -> ascii("HEAD /api/live/stream HTTP/1.1\r\nHost: a\r\n\r\n")),
        held(
            "500 connections that say nothing",
            500,
            "health answers; each is given up after its time",
            i -> new byte[0]),
        new Row(
            "20 wrong passwords for `admin`",
            Way.CONNECTIONS,
            "later and later answered or refused; with the right one `admin` still comes in",
            "401 and 429; the log",
            victim -> {
              for (int i = 0; i < 20; i++) {
                assertThat(attempt(victim, "admin").statusCode()).isIn(401, 429);
              }
              victim.console().signIn();
            }),
        new Row(
            "40 names that nobody has, each with an `X-Forwarded-For` of its own",
            Way.CONNECTIONS,
            "the header is not believed: the address is slowed down, and no account",
            "401 and 429",
            victim -> {
              List<Integer> statuses = new ArrayList<>();
              for (int i = 0; i < 40; i++) {
                statuses.add(
                    attempt(victim, "nobody" + i, "X-Forwarded-For", "10.0.0." + i).statusCode());
              }
              assertThat(statuses).isSubsetOf(401, 429).contains(429);
            }));
  }

  private static Row raw(String input, String sent, Integer... statuses) {
    List<String> allowed = java.util.Arrays.stream(statuses).map(String::valueOf).toList();
    return new Row(
        input,
        Way.CONNECTIONS,
        "answers " + String.join(" or ", allowed) + " and closes",
        "`application/problem+json`",
        victim -> {
          String answer = victim.console().raw(sent.getBytes(UTF_8));
          assertThat(answer).startsWith("HTTP/1.1 ");
          assertThat(answer.substring(9, 12)).as(answer).isIn(allowed);
          assertThat(answer).doesNotContain("<html", "timestamp");
        });
  }

  /** So many at once; while they stay open, health answers soon and heap does not grow by them. */
  private static Row held(String input, int count, String happens, IntFunction<byte[]> sent) {
    return new Row(
        input,
        Way.CONNECTIONS,
        happens,
        "`GET /api/health`",
        victim -> {
          List<Socket> open = new ArrayList<>();
          long before = victim.heap();
          try {
            for (int i = 0; i < count; i++) {
              open.add(victim.console().open(sent.apply(i)));
            }
            Duration limit = Patience.of(HEALTHY);
            List<Duration> answers = new ArrayList<>();
            for (int i = 0; i < ASKED; i++) {
              answers.add(victim.console().health());
            }
            long now = victim.heap();
            Collections.sort(answers);
            HostileTest.say(
                "      %d held: health answers in %d to %d ms, median %d; heap %d MiB, before %d MiB",
                count,
                answers.get(0).toMillis(),
                answers.get(ASKED - 1).toMillis(),
                answers.get(ASKED / 2).toMillis(),
                now >> 20,
                before >> 20);
            assertThat(answers.get(ASKED / 2)).isLessThan(limit);
            assertThat(now).as("heap while they are held").isLessThan(before + MORE_HEAP);
          } finally {
            for (Socket socket : open) {
              socket.close();
            }
          }
        });
  }

  private static HttpResponse<String> attempt(Victim victim, String name, String... headers)
      throws Exception {
    byte[] body = ascii("{\"name\":\"" + name + "\",\"password\":\"wrong\"}");
    return victim.console().call("POST", "/api/session", body, "application/json", headers);
  }

  private static byte[] large() {
    byte[] head = post(20_000_000, "{\"name\":\"");
    byte[] all = java.util.Arrays.copyOf(head, head.length + 19_000_000);
    java.util.Arrays.fill(all, head.length, all.length, (byte) 'x');
    return all;
  }

  private static byte[] post(int length, String begin) {
    return ascii(
        "POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
            + length
            + "\r\n\r\n"
            + begin);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(UTF_8);
  }
}
