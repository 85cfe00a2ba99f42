package dev.nudge.app.input;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.nudge.engine.mapping.CsvRow;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** FastCSV is the reference for what a CSV file says. */
class CsvRowTest {
  @Property
  void readsWhatFastCsvWrites(
      @ForAll("tables") List<List<String>> table,
      @ForAll boolean quoteAll,
      @ForAll LineDelimiter delimiter) {
    StringWriter text = new StringWriter();
    CsvWriter writer =
        (quoteAll ? CsvWriter.builder().quoteStrategy(QuoteStrategies.ALWAYS) : CsvWriter.builder())
            .lineDelimiter(delimiter)
            .bufferSize(0)
            .build(text);
    table.forEach(writer::writeRecord);
    assertThat(scan(text.toString()).stream().map(Row::cells)).isEqualTo(table);
  }

  @Property(tries = 5_000)
  void readsAsFastCsvReads(@ForAll("texts") String text) {
    List<Row> expected = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .skipEmptyLines(false)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .allowExtraCharsAfterClosingQuote(false)
            .allowUnclosedQuote(false)
            .ofCsvRecord(text)) {
      reader.forEach(r -> expected.add(new Row(r.getStartingLineNumber(), r.getFields())));
    } catch (Exception e) {
      assertThat(scan(text)).as("bad quotes").contains(Row.BAD);
      return;
    }
    assertThat(scan(text)).isEqualTo(expected);
  }

  @Property(tries = 2_000)
  void halfARecordAsksForMore(@ForAll("texts") String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    CsvRow whole = new CsvRow();
    int end = whole.scan(bytes, 0, bytes.length, true);
    CsvRow part = new CsvRow();
    for (int limit = 0; limit < bytes.length; limit++) {
      int found = part.scan(bytes, 0, limit, false);
      if (found >= 0) {
        assertThat(found).isEqualTo(end);
        assertThat(part.cells()).isEqualTo(whole.cells());
      } else if (found == CsvRow.BAD_QUOTES) {
        assertThat(end).isEqualTo(CsvRow.BAD_QUOTES);
      }
    }
  }

  private record Row(long line, List<String> cells) {
    static final Row BAD = new Row(-1, List.of());
  }

  private static List<Row> scan(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<Row> rows = new ArrayList<>();
    CsvRow row = new CsvRow();
    int at = 0;
    long line = 1;
    while (at < bytes.length) {
      at = row.scan(bytes, at, bytes.length, true);
      if (at < 0) {
        rows.add(Row.BAD);
        return rows;
      }
      rows.add(new Row(line, row.cells()));
      line += row.lines();
    }
    return rows;
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("\"", "\"\"", ",", "\n", "\r", "\r\n", "a", "é", " ", "\",\"", "\"\n\"")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> cells =
        Arbitraries.strings().withChars("ab\",\n\ré \u20ac").ofMinLength(1).ofMaxLength(6);
    return cells.list().ofMinSize(1).ofMaxSize(4).list().ofMaxSize(5);
  }
}
