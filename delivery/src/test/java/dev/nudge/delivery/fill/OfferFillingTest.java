package dev.nudge.delivery.fill;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.nudge.delivery.fill.OfferFilling.Filled;
import dev.nudge.delivery.fill.QuerySource.UnansweredException;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OfferFillingTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> asked = new ArrayList<>();
  private HttpServer console;

  @BeforeEach
  void start() throws IOException {
    console = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    console.setExecutor(Executors.newCachedThreadPool());
    answer("recommendations", 200, "{'rows':[{'product_id':'p1','together':3}],'page':{}}");
    answer("late", 0, "");
    answer("nothing", 404, "{'detail':'there is no query \\'nothing\\''}".replace("\\'", "`"));
    console.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    console.stop(0);
  }

  private void answer(String query, int status, String body) {
    console.createContext(
        "/api/queries/" + query,
        exchange -> {
          asked.add(
              exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          if (status == 0) {
            try {
              end.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
          byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status == 0 ? 200 : status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @Test
  void aQueryOfAnOfferIsAnsweredByTheConsole() {
    Filled filled =
        fill(
            "{'channel':'crm','like':{'query':'recommendations','userid':'u1','top':2,'timeout':'10s'}}",
            "/like");

    assertThat(offer(filled))
        .isEqualTo("{'channel':'crm','like':[{'product_id':'p1','together':3}]}");
    assertThat(filled.unanswered()).isEmpty();
    assertThat(asked).containsExactly("Bearer secret {\"userid\":\"u1\",\"top\":2}");
  }

  @Test
  void whereThereIsNoAnswerItsFallbackIsSentAndTheReasonIsSaid() {
    Filled filled =
        fill(
            "{'channel':'crm','a':[{'query':'late','timeout':'200ms','fallback':['p7']}],"
                + "'b':{'c':{'query':'nothing','timeout':'10s'}},'d':{'query':'../accounts','fallback':'none'}}",
            "/a/0",
            "/b/c",
            "/d");

    assertThat(offer(filled)).isEqualTo("{'channel':'crm','a':[['p7']],'b':{'c':[]},'d':'none'}");
    assertThat(filled.unanswered())
        .containsExactly(
            "late: no answer within 200 ms",
            "nothing: there is no query `nothing`",
            "../accounts: '../accounts' is no name of a query");
  }

  @Test
  void aConsoleThatIsAwayIsSaid() {
    console.stop(0);

    Filled filled = fill("{'channel':'crm','like':{'query':'recommendations'}}", "/like");

    assertThat(offer(filled)).isEqualTo("{'channel':'crm','like':[]}");
    assertThat(filled.unanswered())
        .singleElement()
        .asString()
        .startsWith("recommendations: no console answers at http://127.0.0.1:");
  }

  @Test
  void anOfferAsksNotMoreThanFiveQueries() {
    String one = "{'query':'recommendations','fallback':0,'timeout':'10s'}";
    Filled filled =
        fill(
            "{'channel':'crm','all':[" + (one + ",").repeat(5) + one + "]}",
            "/all/0",
            "/all/1",
            "/all/2",
            "/all/3",
            "/all/4",
            "/all/5");

    assertThat(filled.unanswered())
        .containsExactly("recommendations: an offer asks at most 5 queries");
  }

  @Test
  void whatHoldsNoQueryStaysTheSame() {
    FiredTrigger trigger = trigger("{'channel':'crm','text':'query','list':[{'query':7}]}");
    QuerySource nobody =
        (name, parameters, timeout) -> {
          throw new UnansweredException("it must not be asked");
        };
    assertThat(new OfferFilling(nobody).fill(trigger).trigger()).isSameAs(trigger);
  }

  /** A shopper may write what looks like a query into an event, and so into an offer. */
  @Test
  void onlyWhatTheTriggerSaysIsAQuery() {
    Filled filled =
        fill(
            "{'channel':'crm','product':{'query':'customer','userid':'another'},"
                + "'like':{'query':'recommendations','userid':'u1'}}",
            "/like");

    assertThat(offer(filled))
        .isEqualTo(
            "{'channel':'crm','product':{'query':'customer','userid':'another'},"
                + "'like':[{'product_id':'p1','together':3}]}");
    assertThat(asked).hasSize(1);
  }

  private Filled fill(String offer, String... queries) {
    String url = "http://127.0.0.1:" + console.getAddress().getPort();
    return new OfferFilling(new ConsoleQueries(url, "secret")).fill(trigger(offer, queries));
  }

  private static FiredTrigger trigger(String offer, String... queries) {
    String places = Stream.of(queries).map(at -> "'" + at + "'").collect(joining(","));
    String json =
        "{'id':'t1','campaign':'cart','user':'u1','queries':["
            + places
            + "],'offer':"
            + offer
            + "}";
    return JsonReader.value(json.replace('\'', '"')) instanceof Parsed.Accepted<Object> accepted
        ? FiredTrigger.of(accepted.value()).orElseThrow()
        : FiredTrigger.of(Map.of()).orElseThrow();
  }

  private static String offer(Filled filled) {
    byte[] json = new JsonWriter().writeValue(filled.trigger().values().get("offer"));
    return new String(json, StandardCharsets.UTF_8).replace('"', '\'');
  }
}
