package dev.nudge.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            "m.yaml:3:32: error: 'zone': 'Middle/Earth' is no time zone; write a name such"
                + " as 'Europe/Berlin' or an offset such as '+02:00'",
            "m.yaml:3:16: error: 'format': expected iso, epoch_s, epoch_ms, epoch_us, epoch_ns or"
                + " a pattern such as 'yyyy-MM-dd HH:mm:ss', got 'nonsense': Unknown pattern letter: o",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "yyyy-MM-dd hh:mm | 'hh' counts the hours to 12 and needs 'a' (am, pm) beside it; the hours"
            + " of a day are 'HH'",
        "yyyy-MM-dd KK:mm | 'KK' counts the hours to 12 and needs 'a' (am, pm) beside it; the hours"
            + " of a day are 'HH'",
        "YYYY-MM-dd HH:mm | 'YYYY' goes by weeks, which begin on another day in each country; a"
            + " date is 'yyyy', 'MM' and 'dd'",
        "yyyy-ww-e | 'ww' goes by weeks, which begin on another day in each country; a date is"
            + " 'yyyy', 'MM' and 'dd'",
        "yyyy-mm-dd HH:mm | 'mm' is there twice; the month is 'MM'",
        "yyyy-mm-dd | it does not say the month, 'MM'; 'mm' are minutes",
        "yyyy-MM-dd HH:MM:ss | 'MM' is there twice; minutes are 'mm'",
        "yyyy-MM-DD HH:mm | 'DD' counts the days of the year; the day of a month is 'dd'",
        "MM-dd HH:mm | it does not say the year, 'yyyy'",
        "yyyy-MM HH:mm | it does not say the day, 'dd'",
        "HH:mm | it does not say the year, 'yyyy'",
        "yyyy-MM-dd HH:mm:SS | 'SS' is a fraction of a second; seconds are 'ss'",
        "yyyy-MM-dd HH:mm:ss.nnn | 'nnn' counts nanoseconds; digits behind a point are 'SSS'",
        "yyyy-MM-dd mm:ss | it does not give a time",
        "yyyy-MM-dd a | it does not give a time",
        "yyyy-MM-dd HH ss | it does not give a time",
        "nonsense | Unknown pattern letter: o"
      })
  void aPatternWhoseLettersDoNotAddUpToATimeIsRefused(String format, String why) {
    assertThat(problems("user: u\ntime: {from: t, format: '" + format + "'}\n"))
        .singleElement()
        .asString()
        .startsWith("m.yaml:2:25: error: 'format'")
        .endsWith("got '" + format + "': " + why);
  }

  @Test
  void aQuotedLetterThatSaysUtcIsNotReadInAnotherZone() {
    assertThat(
            problems(
                "user: u\n"
                    + "time: {from: t, format: \"yyyy-MM-dd'T'HH:mm:ss'Z'\", zone: Asia/Tokyo}\n"))
        .singleElement()
        .asString()
        .endsWith("'Z' in quotes does not say that the time is in UTC; write X for it");
  }

  @ParameterizedTest
  @CsvSource({
    "Eastern Standard Time, America/New_York",
    "PST, America/Los_Angeles",
    "america/new_york, America/New_York",
    "America/New York, America/New_York",
    "Berlin, Europe/Berlin",
    "Europe/Berln, Europe/Berlin",
    "W. Europe Standard Time, Europe/Berlin",
    "Romance Standard Time, Europe/Paris",
    "Central European Summer Time, Europe/Paris"
  })
  void aZoneThatIsNoneIsAnsweredWithTheOneThatWasMeant(String written, String meant) {
    assertThat(problems("user: u\ntime: {from: t, zone: '" + written + "'}\n"))
        .containsExactly(
            "m.yaml:2:23: error: 'zone': '"
                + written
                + "' is no time zone, did you mean '"
                + meant
                + "'?");
  }

  @Test
  void aLanguageThatIsNoneIsRefused() {
    assertThat(problems("user: u\ntime: {from: t, format: 'd MMM yyyy', locale: german}\n"))
        .containsExactly(
            "m.yaml:2:47: error: 'locale': 'german' is no language known here; write one such as de"
                + " or en-GB");
  }

  @Test
  void paddingBetweenNumbersIsNoTime() {
    assertThat(problems("user: u\ntime: {from: t, format: 'yyyyppMMdd'}\n"))
        .singleElement()
        .asString()
        .startsWith("m.yaml:2:25: error: 'format'")
        .endsWith("'p' cannot pad a number that stands beside another");
  }

  @Test
  void aMistakeIsOneLineWhateverTheDocumentHolds() {
    assertThat(problems("user: u\ntime: {from: t, format: \"a\\n\\e[31m\"}\n"))
        .singleElement()
        .asString()
        .contains("got 'a\\n\\u001B[31m'");
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

  @Test
  void anIdIsNoConstant() {
    assertThat(problems("user: u\nid: {constant: x}\n"))
        .containsExactly("m.yaml:2:6: error: 'constant': an id tells events apart");
  }

  private static List<String> problems(String text) {
    List<Problem> problems = new ArrayList<>();
    assertThat(Mapping.read("m.yaml", text, problems)).isEmpty();
    return problems.stream().map(Problem::toString).toList();
  }
}
