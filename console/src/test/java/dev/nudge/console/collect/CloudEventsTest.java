package dev.nudge.console.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.collect.EventForm.Piece;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the SDK of TrackingSdkTest does not send. */
class CloudEventsTest {
  private static final String HEAD =
      "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/s\",\"type\":\"t\"";

  @Test
  void theExtensionUseridGoesBeforeTheSubject() {
    assertThat(structured(HEAD + ",\"subject\":\"order 7\",\"userid\":\"ann\"}"))
        .isEqualTo(
            "{\"id\":\"/s/7\",\"user\":\"ann\",\"type\":\"t\",\"source\":\"/s\","
                + "\"subject\":\"order 7\"}");
  }

  @Test
  void noTwoSourcesHaveTheSameId() {
    String of = "{\"specversion\":\"1.0\",\"type\":\"t\",\"subject\":\"ann\",\"id\":\"";
    assertThat(structured(of + "b/c\",\"source\":\"a\"}")).contains("\"id\":\"a/b%2Fc\"");
    assertThat(structured(of + "c\",\"source\":\"a/b\"}")).contains("\"id\":\"a/b/c\"");
    assertThat(structured(of + "b%2Fc\",\"source\":\"a\"}")).contains("\"id\":\"a/b%252Fc\"");
  }

  @Test
  void anExtensionThatIsCalledUserIsNotLost() {
    String ann = HEAD + ",\"subject\":\"ann\",\"user\":\"bob\"";
    assertThat(structured(ann + "}")).contains("\"user\":\"ann\"", "\"data_user\":\"bob\"");
    assertThat(structured(ann + ",\"data\":{\"user\":1}}")).startsWith("two of one name");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(structured(HEAD + "}")).startsWith("no user: neither 'userid' nor 'subject'");
    assertThat(structured("{\"specversion\":\"0.3\"}")).contains("it is '0.3', not '1.0'");
    assertThat(structured("{\"specversion\":\"1.0\"}")).startsWith("no id");
    assertThat(structured("17")).startsWith("not an object");
    assertThat(read(CloudEvents.BATCHED, "{}"))
        .containsExactly("no batch: a batch of CloudEvents is an array");
  }

  @Test
  void dataThatIsNoObjectIsOnePropertyAndWhatIsNoTextIsRejected() {
    String ann = HEAD + ",\"subject\":\"ann\"";
    assertThat(structured(ann + ",\"data\":[1,2.50]}")).contains("\"data\":[1,2.50]");
    assertThat(structured(ann + ",\"datacontenttype\":\"text/plain\",\"data_base64\":\"aGk=\"}"))
        .contains("\"data\":\"hi\"");
    assertThat(structured(ann + ",\"data_base64\":\"eyJhIjoxfQ==\"}")).contains("\"a\":1");
    assertThat(structured(ann + ",\"datacontenttype\":\"image/png\",\"data_base64\":\"aGk=\"}"))
        .isEqualTo("bad data: it is image/png; JSON and text are read");
    assertThat(structured(ann + ",\"data_base64\":\"{\"}")).startsWith("bad data");
    assertThat(structured(ann + ",\"data\":{\"id\":1,\"data_id\":2}}"))
        .startsWith("two of one name");
  }

  @Test
  void headersOfTheBinaryModeAreDecoded() {
    Map<String, String> attributes =
        Map.of(
            "specversion", "1.0",
            "id", "7",
            "source", "/s",
            "type", "a+b",
            "subject", "J%C3%BCrgen%20K");
    assertThat(CloudEvents.are("application/json", attributes)).isTrue();
    assertThat(CloudEvents.are("application/json", Map.of())).isFalse();
    byte[] body = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(said(CloudEvents.read("application/json; charset=utf-8", attributes, body)))
        .containsExactly(
            "{\"id\":\"/s/7\",\"user\":\"Jürgen K\",\"type\":\"a+b\",\"n\":1,\"source\":\"/s\"}");
  }

  private static String structured(String body) {
    return read(CloudEvents.STRUCTURED, body).get(0);
  }

  private static List<String> read(String type, String body) {
    return said(CloudEvents.read(type, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> said(List<Parsed<Piece>> events) {
    return events.stream()
        .map(
            event ->
                event instanceof Parsed.Accepted<Piece> piece
                    ? new String(piece.value().bytes(), StandardCharsets.UTF_8)
                    : ((Parsed.Rejected<Piece>) event).rejection().toString())
        .toList();
  }
}
