package dev.nudge.console.trial;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** People as RFC 4180 has rows. */
final class PeopleCsv {
  private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]");

  private PeopleCsv() {}

  static void write(List<FiredTriggers.Person> people, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write("user,offers,first,last\r\n");
    for (FiredTriggers.Person person : people) {
      writer.write(
          "%s,%d,%s,%s\r\n"
              .formatted(
                  quoted(person.user()),
                  person.times(),
                  Instant.ofEpochMilli(person.first()),
                  Instant.ofEpochMilli(person.last())));
    }
    writer.flush();
  }

  private static String quoted(String text) {
    return SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
