package dev.nudge.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingProblemsTest {
  @Test
  void everyMistakeIsReportedAtItsPlace() {
    assertThat(
            problems(
                """
                usr: user_id
                type: {from: event_type, value: {pv: view}}
                time: {format: nonsense, zone: Middle/Earth}
                properties:
                  price: {from: price, type: doubel}
                  type: kind
                  when: {from: when, format: iso}
                  n: 3
                constants: {price: 1}
                rest: kep
                catalog: {event: p}
                """))
        .containsExactlyInAnyOrder(
            "m.yaml:1:1: error: unknown key 'usr', did you mean 'user'?",
            "m.yaml:2:26: error: unknown key 'value', did you mean 'values'?",
            "m.yaml:3:7: error: missing key 'from': the name of a column, or a JSON pointer such as"
                + " /data/x",
            "m.yaml:3:32: error: 'zone': 'Middle/Earth' is no time zone; write one such as"
                + " Europe/Berlin",
            "m.yaml:3:16: error: 'format': expected iso, epoch_ms, epoch_s or a pattern such as"
                + " 'yyyy-MM-dd HH:mm:ss', got 'nonsense': Unknown pattern letter: o",
            "m.yaml:5:30: error: 'type': expected one of string, int, double, bool, timestamp,"
                + " json, got 'doubel', did you mean 'double'?",
            "m.yaml:6:3: error: no property can be called 'type': that is a part of every line",
            "m.yaml:7:22: error: 'format' needs 'type: timestamp' beside it",
            "m.yaml:8:6: error: 'n': expected the name of a column, a JSON pointer such as /data/x,"
                + " or a mapping, got the number 3",
            "m.yaml:9:13: error: 'price' is already named under 'properties'",
            "m.yaml:10:7: error: 'rest': expected one of keep, drop, got 'kep', did you mean"
                + " 'keep'?",
            "m.yaml:11:10: error: missing key 'key': which column or JSON pointer of the catalogue"
                + " tells its lines apart?");
  }

  @Test
  void aPatternWithoutADateIsNoTime() {
    assertThat(problems("user: u\ntime: {from: t, format: 'HH:mm'}\n"))
        .singleElement()
        .asString()
        .startsWith("m.yaml:2:25: error: 'format'")
        .endsWith("it does not give a date");
  }

  @Test
  void anEmptyFileIsNoMapping() {
    assertThat(problems("")).isNotEmpty();
    assertThat(problems("- a\n")).isNotEmpty();
    assertThat(problems("user: u\n---\nuser: v\n")).isNotEmpty();
  }

  @Test
  void constantAndFromExcludeEachOther() {
    assertThat(problems("user: {from: u, constant: x}\n"))
        .containsExactly("m.yaml:1:8: error: 'from' beside 'constant': leave one of them out");
  }

  private static List<String> problems(String text) {
    List<Problem> problems = new ArrayList<>();
    assertThat(Mapping.read("m.yaml", text, problems)).isEmpty();
    return problems.stream().map(Problem::toString).toList();
  }
}
