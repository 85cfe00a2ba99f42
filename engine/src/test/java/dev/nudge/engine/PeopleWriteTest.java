package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What people write, and what Nudge says to it: a table in {@code
 * src/test/resources/people/write.txt}. A heading names where the lines below it stand; what is
 * said of a line stands under it, indented: column, kind and text. {@code -Dgolden.update=true}
 * writes the answers anew.
 */
class PeopleWriteTest {
  private static final Path TABLE = Path.of("src/test/resources/people/write.txt");
  private static final String HEADING = "== ";
  private static final String ANSWER = "    ";

  /** Where a line stands, by the heading above it; {@code @} is the line. */
  private static final Map<String, String> PLACES =
      Map.of(
          "where of a step",
          """
          id: c
          measures:
            spend: {aggregate: sum, event: purchase, value: event.price}
            orders: {aggregate: count, event: purchase}
          pattern:
            steps:
              - {name: cart_add, event: cart}
              - {name: views, event: view, times: 2}
              - name: last
                where: |-
                  @
          """,
          "when, over measures of purchases",
          """
          id: c
          measures:
            spend: {aggregate: sum, event: purchase, value: event.price}
            orders: {aggregate: count, event: purchase}
          when: |-
            @
          """,
          "value of a measure",
          """
          id: c
          measures:
            spend:
              aggregate: sum
              value: |-
                @
          when: spend > 1.0
          """,
          "audience",
          """
          id: c
          audience: |-
            @
          measures:
            spend: {aggregate: sum, event: purchase, value: event.price}
          when: spend > 1.0
          """,
          "text of an offer",
          """
          id: c
          measures:
            spend: {aggregate: sum, event: purchase, value: event.price}
          when: spend > 1.0
          offer:
            text: |-
              @
          """,
          "event of a step",
          """
          id: c
          pattern:
            steps:
              - name: last
                event: @
          """,
          "key of a campaign",
          """
          id: c
          @
          measures:
            spend: {aggregate: sum, event: purchase, value: event.price}
          when: spend > 1.0
          """,
          "when, over a pattern",
          """
          id: c
          pattern:
            steps:
              - {name: seen, event: view}
              - {name: bought, event: purchase}
          when: |-
            @
          """,
          "key of a pattern",
          """
          id: c
          pattern:
            @
            steps:
              - {name: last, event: view}
          """);

  @Test
  void whatPeopleWriteIsToldWellWhereItGoesWrong() throws IOException {
    String table = Files.readString(TABLE);
    StringBuilder told = new StringBuilder();
    String place = "";
    for (String line : table.lines().toList()) {
      if (line.startsWith(ANSWER)) {
        continue;
      }
      told.append(line).append('\n');
      if (line.startsWith(HEADING)) {
        place = PLACES.get(line.substring(HEADING.length()));
        assertThat(place).as(line).isNotNull();
      } else if (!line.isBlank() && !line.startsWith("#")) {
        told.append(ANSWER).append(String.join("\n" + ANSWER, answers(place, line))).append('\n');
      }
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(TABLE, told);
    }

    assertThat(told).hasToString(Files.readString(TABLE));
  }

  @Test
  void nobodyIsAnsweredInAParsersWords() throws IOException {
    List<String> bare =
        Files.readString(TABLE)
            .lines()
            .filter(line -> line.startsWith(ANSWER))
            .filter(
                line ->
                    line.matches(".*(unexpected '[^;]*|too soon|recognition error|expecting .*)"))
            .toList();

    assertThat(bare).as("'unexpected' alone says nothing of what to write").isEmpty();
  }

  private static List<String> answers(String place, String line) {
    String document = place.replace("@", line);
    List<Problem> problems = new ArrayList<>();
    List<CampaignSet.Published> published = new ArrayList<>();
    for (var read : CampaignReader.read("c.yaml", document, problems)) {
      Campaign campaign = read.campaign();
      published.add(new CampaignSet.Published(campaign, 1, Instant.EPOCH));
    }
    problems.addAll(CampaignSet.compile(published).problems());
    int before = place.indexOf('@');
    int column = before - place.lastIndexOf('\n', before);
    int row = (int) place.substring(0, before).chars().filter(c -> c == '\n').count() + 1;
    return problems.isEmpty()
        ? List.of("fine")
        : problems.stream()
            .sorted(Comparator.comparing(Problem::at))
            .map(
                problem ->
                    (problem.at().line() == row
                            ? problem.at().column() - column + 1
                            : problem.at().line() + ":" + problem.at().column())
                        + ": "
                        + problem.severity().name().toLowerCase(java.util.Locale.ROOT)
                        + ": "
                        + problem.text())
            .distinct()
            .collect(Collectors.toList());
  }
}
