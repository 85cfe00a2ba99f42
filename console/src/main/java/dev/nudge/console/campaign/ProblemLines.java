package dev.nudge.console.campaign;

import dev.nudge.console.database.StorableText;
import dev.nudge.console.web.Mistake;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The job's problems, which are lines: {@code 4:9: error: text}. */
@Component
class ProblemLines {
  private static final Pattern LINE =
      Pattern.compile("(?:(\\d{1,9}):(\\d{1,9}): )?(?:(error|warning): )?(.*)", Pattern.DOTALL);

  private final JsonMapper mapper;

  ProblemLines(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /** As JSON, inside of which the database would find characters that it does not take. */
  String write(List<String> lines) {
    return mapper.writeValueAsString(lines.stream().map(StorableText::clean).toList());
  }

  List<Mistake> read(String json) {
    return List.of(mapper.readValue(json, String[].class)).stream()
        .map(ProblemLines::mistake)
        .toList();
  }

  private static Mistake mistake(String line) {
    Matcher found = LINE.matcher(line);
    if (!found.matches()) {
      return new Mistake("error", 1, 1, line);
    }
    return new Mistake(
        found.group(3) == null ? "error" : found.group(3),
        found.group(1) == null ? 1 : Integer.parseInt(found.group(1)),
        found.group(2) == null ? 1 : Integer.parseInt(found.group(2)),
        found.group(4));
  }
}
