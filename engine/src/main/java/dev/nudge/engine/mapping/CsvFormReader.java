package dev.nudge.engine.mapping;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code csv}: how files are written. */
final class CsvFormReader {
  static final Keys CSV = Keys.of("under 'csv'", "separator", "columns", "missing");

  private static final Map<String, Character> SEPARATORS =
      Map.of(",", ',', ";", ';', "|", '|', "\t", '\t', "tab", '\t');

  private CsvFormReader() {}

  static CsvForm read(Fields fields) {
    return fields.open("csv", CSV).map(CsvFormReader::form).orElse(CsvForm.USUAL);
  }

  private static CsvForm form(Fields csv) {
    List<String> columns =
        csv.texts("columns", "the name of a column").stream().map(Text::value).toList();
    Set<String> missing = new HashSet<>();
    csv.texts("missing", "what stands for nothing").forEach(text -> missing.add(text.value()));
    return new CsvForm(separator(csv), columns, Set.copyOf(missing));
  }

  private static char separator(Fields csv) {
    Optional<Text> written = csv.text("separator", "',', ';', '|' or tab");
    if (written.isPresent() && !SEPARATORS.containsKey(written.get().value())) {
      csv.error(
          written.get().position(),
          "'separator': expected ',', ';', '|' or tab, got '" + written.get() + "'");
    }
    return written.map(text -> SEPARATORS.getOrDefault(text.value(), ',')).orElse(',');
  }
}
