package dev.nudge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.CsvRow;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.engine.mapping.RowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lines in the forms of the examples, as JSON and as CSV, become events that can be written and
 * read again, or are rejected for a reason.
 */
final class MappedFuzzTest {
  private static final long ARRIVAL = 1_795_168_800_000L;
  private static final List<Mapping> MAPPINGS =
      Stream.concat(
              Seeds.files("/mapping.yaml"),
              Stream.of(
                  "envelope: debezium\nuser: u\ntype: /change/table\n",
                  "envelope: {format: canal, operations: [insert, delete]}\nuser: u\ntype: /change/table\n",
                  "envelope: maxwell\nuser: u\ntype: {constant: t}\n",
                  "user: [u, guid]\ntype: {constant: t}\ntime: time\neach: /items\nwhere: record.n > 1\n"))
          .map(MappedFuzzTest::mapping)
          .toList();
  private static final List<LineReader<Event>> JSON =
      MAPPINGS.stream().map(mapping -> mapping.events().json()).toList();
  private static final List<RowReader<Event>> CSV = new ArrayList<>();

  static {
    List<String> header =
        List.of("user", "id", "guid", "visitor", "customer", "player_id", "type", "action");
    List<String> more = List.of("eventId", "event_name", "time", "at", "timestamp", "price");
    List<String> columns = Stream.concat(header.stream(), more.stream()).toList();
    for (Mapping mapping : MAPPINGS) {
      if (mapping.events().csv(columns) instanceof Parsed.Accepted<RowReader<Event>> reader) {
        CSV.add(reader.value());
      }
    }
    assertThat(CSV).isNotEmpty();
  }

  static Stream<byte[]> seeds() {
    return Stream.concat(
            Seeds.lines("events.jsonl"),
            Stream.of(
                "{\"op\":\"c\",\"after\":{\"u\":1,\"p\":\"E4g=\"},\"source\":{\"table\":\"t\",\"ts_ms\":1}}",
                "{\"type\":\"INSERT\",\"table\":\"t\",\"es\":1,\"data\":[{\"u\":\"1\"},{\"u\":\"2\"}]}",
                "{\"type\":\"insert\",\"ts\":1,\"data\":{\"u\":1},\"old\":{\"u\":2}}",
                "{\"guid\":1,\"time\":1,\"items\":[{\"n\":2},{\"n\":\"x\"},3]}",
                "u,1,g,v,c,p,t,buy,e,n,2026-11-20T10:00:00Z,1795168800000,1795168800000,12.5",
                "\"u,\"\"\",1,g,v,c,p,t,\"a\nb\",e,n,2026-11-20 10:00:00,0,-1,x"))
        .map(Seeds::bytes);
  }

  @MethodSource("seeds")
  @FuzzTest
  void aLineInAnotherFormIsReadOrRejected(byte[] line) {
    for (LineReader<Event> reader : JSON) {
      reader.readAll(line, 0, line.length, ARRIVAL, MappedFuzzTest::judge);
    }
    CsvRow row = new CsvRow();
    int end = row.scan(line, 0, line.length, true);
    assertThat(end).isBetween(CsvRow.BAD_QUOTES, line.length);
    if (end >= 0 && !row.isBlank()) {
      assertThat(row.cells()).hasSize(row.size());
      CSV.forEach(reader -> reader.readAll(row, MappedFuzzTest::judge));
    }
  }

  private static void judge(Parsed<Event> read) {
    if (read instanceof Parsed.Accepted<Event> accepted) {
      Laws.holdsThroughJson(accepted.value());
    } else if (read instanceof Parsed.Rejected<Event> rejected) {
      Laws.saysWhy(rejected.rejection());
    }
  }

  private static Mapping mapping(String text) {
    List<Problem> problems = new ArrayList<>();
    return Mapping.read("m.yaml", text, problems)
        .orElseThrow(() -> new AssertionError(problems.toString()));
  }
}
