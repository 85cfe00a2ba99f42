package dev.nudge.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the limit of sign-ins sees of a caller: its address, and the time of an answer. */
class SignInAddressTest {
  private final ConsoleSettings settings =
      ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1");
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void whatACallerSaysOfItsAddressIsNotBelieved() throws Exception {
    try (Console console = Console.start(settings)) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 12 && !statuses.contains(429); i++) {
        statuses.add(signIn(console, "nobody", "192.0.2." + i));
      }
      assertThat(statuses).startsWith(401, 401, 401, 401, 401).contains(429);
      takesAsLongForAnUnknownName(console);
    }
  }

  @Test
  void aProxyThatIsTrustedIsBelieved() throws Exception {
    try (Console console =
        Console.start(settings.with(Console.TRUSTED_PROXIES, "10.0.0.0/8, 127.0.0.1"))) {
      for (int i = 0; i < 8; i++) {
        assertThat(signIn(console, "nobody", "192.0.2." + i)).isEqualTo(401);
      }
    }
  }

  /**
   * A password is hashed in both cases: without that, one answer would come a hundred times sooner.
   */
  private void takesAsLongForAnUnknownName(Console console) throws Exception {
    List<Long> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      known.add(nanos(console, "admin"));
      unknown.add(nanos(console, "unknown"));
    }
    double ratio = (double) least(known) / least(unknown);
    assertThat(ratio).isBetween(0.3, 3.0);
  }

  private static long least(List<Long> times) {
    return times.stream().mapToLong(Long::longValue).min().orElseThrow();
  }

  private long nanos(Console console, String name) throws Exception {
    long from = System.nanoTime();
    assertThat(signIn(console, name, "192.0.2.1")).isEqualTo(401);
    return System.nanoTime() - from;
  }

  private int signIn(Console console, String name, String forwardedFor)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(console.url() + "/api/session"))
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", forwardedFor)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"name\":\"" + name + "\",\"password\":\"wrong\"}"))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}
