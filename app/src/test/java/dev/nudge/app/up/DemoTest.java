package dev.nudge.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nudge.app.FreePort;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import dev.nudge.insight.Arm;
import dev.nudge.insight.Confidence;
import dev.nudge.insight.Effect;
import dev.nudge.insight.Interval;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console says of the demo's coupon, beside what its shoppers do in truth. */
@Tag("slow")
final class DemoTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Pattern PASSWORD = Pattern.compile("sign in +admin, (\\S+)");
  private static final long ENOUGH = 2_500;

  /** As {@code nudge up --demo} says when it starts. */
  private static final Map<String, Double> TRUTH =
      Map.of("holdout", 0.10, "ten", 0.18, "twenty", 0.26);

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @TempDir private Path folder;
  private UpProcess up;
  private String url;

  @BeforeEach
  void start() throws Exception {
    int port = FreePort.find();
    url = "http://127.0.0.1:" + port;
    up =
        new UpProcess(folder, Map.of(), "console.port=" + port)
            .with("-Xmx1g", "--demo", "--speed", "100");
    up.start();
    up.awaitReady(PATIENCE);
    Matcher password = PASSWORD.matcher(up.said());
    Awaitility.await().until(() -> password.reset(up.said()).find());
    HttpRequest signIn =
        HttpRequest.newBuilder(URI.create(url + "/api/session"))
            .header("Content-Type", "application/json")
            .header("X-XSRF-TOKEN", "none")
            .POST(
                BodyPublishers.ofString(
                    "{\"name\":\"admin\",\"password\":\"" + password.group(1) + "\"}"))
            .build();
    assertThat(client.send(signIn, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @AfterEach
  void stop() throws Exception {
    up.close();
  }

  @Test
  void theIntervalsContainTheTruthAtEveryLook() throws Exception {
    assertThat(up.said())
        .contains("second-look")
        .contains("10 % buy without an offer, 18 % with ten, 26 % with twenty");

    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              Map<?, ?> effect = effect();
              theTruthIsInItsIntervals(effect);
              return arms(effect).values().stream().mapToLong(Arm::people).sum() >= ENOUGH;
            });

    Map<?, ?> effect = effect();
    Map<String, Arm> arms = arms(effect);
    assertThat(arms).containsOnlyKeys("holdout", "ten", "twenty");
    arms.forEach(
        (name, arm) -> {
          double truth = TRUTH.get(name);
          double error = Math.sqrt(truth * (1 - truth) / arm.people());
          assertThat(arm.rate().orElseThrow()).as(name).isCloseTo(truth, within(4 * error));
        });
    Interval between =
        Effect.of(arms.get("twenty"), arms.get("ten"), Confidence.DEFAULT)
            .rate()
            .orElseThrow()
            .difference()
            .interval();
    assertThat(between.contains(TRUTH.get("twenty") - TRUTH.get("ten"))).as("%s", between).isTrue();
    assertThat(variants(effect))
        .hasSize(2)
        .allSatisfy(variant -> assertThat(list(variant.get("warnings"))).isEmpty())
        .allSatisfy(variant -> assertThat(variant.get("rate")).isNotNull());
    assertThat(list(effect.get("withheld")))
        .extracting(withheld -> String.valueOf(((Map<?, ?>) withheld).get("reason")))
        .contains("holdout", "group cap");
  }

  private static void theTruthIsInItsIntervals(Map<?, ?> effect) {
    for (Map<?, ?> variant : variants(effect)) {
      if (variant.get("rate") instanceof Map<?, ?> rate
          && rate.get("difference") instanceof Map<?, ?> difference) {
        String name = String.valueOf(variant.get("variant"));
        assertThat(TRUTH.get(name) - TRUTH.get("holdout"))
            .as("%s, of %s", name, effect)
            .isBetween(number(difference.get("low")), number(difference.get("high")));
      }
    }
  }

  private static List<Map<?, ?>> variants(Map<?, ?> effect) {
    return list(effect.get("effects")).stream()
        .<Map<?, ?>>map(variant -> (Map<?, ?>) variant)
        .toList();
  }

  private static Map<String, Arm> arms(Map<?, ?> effect) {
    Map<String, Arm> arms = new LinkedHashMap<>();
    for (Object one : list(effect.get("arms"))) {
      Map<?, ?> arm = (Map<?, ?>) one;
      arms.put(
          String.valueOf(arm.get("name")),
          new Arm(
              Double.POSITIVE_INFINITY,
              (long) number(arm.get("people")),
              (long) number(arm.get("reached")),
              0,
              0,
              0,
              0,
              0,
              0,
              0));
    }
    return arms;
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private Map<?, ?> effect() throws Exception {
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create(url + "/api/campaigns/second-look/effect")).build();
    String answer = client.send(ask, BodyHandlers.ofString()).body();
    return (Map<?, ?>) ((Parsed.Accepted<Object>) JsonReader.value(answer)).value();
  }
}
