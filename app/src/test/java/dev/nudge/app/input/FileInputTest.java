package dev.nudge.app.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.Mapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileInputTest {
  private static final String HEADER = "user,type,time,note\n";

  @TempDir Path directory;

  @Test
  void readsLinesOfJsonAndKeepsTheirNumbers() throws IOException {
    assertThat(
            read(
                file(
                    "a.jsonl",
                    "\uFEFF{\"user\":\"a\",\"type\":\"t\",\"time\":1}\r\n"
                        + "\n  \r\n"
                        + "oops\n"
                        + "{\"user\":\"b\",\"type\":\"t\",\"time\":2}")))
        .containsExactly("1 a@1", "4 not JSON <oops>", "5 b@2");
  }

  @Test
  void readsRowsOfCsvAndKeepsTheirNumbers() throws IOException {
    assertThat(
            read(
                file(
                    "a.csv",
                    "\uFEFF\r\n"
                        + HEADER
                        + "a,t,1,\"two\r\nlines, \"\"quoted\"\"\"\r\n"
                        + "\n"
                        + "b,t,2\n"
                        + "c,t,3,")))
        .containsExactly(
            "3 a@1 two\r\nlines, \"quoted\"", "6 wrong number of cells <b,t,2>", "7 c@3");
  }

  @Test
  void compressedFilesAreKnownByTheirContent() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String part : List.of(HEADER, "a,t,1,x\n", "b,t,2,y\n")) {
      try (OutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(part.getBytes(StandardCharsets.UTF_8));
      }
    }
    Path gz = directory.resolve("a.csv.gz");
    Files.write(gz, bytes.toByteArray());
    assertThat(read(gz)).containsExactly("2 a@1 x", "3 b@2 y");
    Path unnamed = directory.resolve("b.csv");
    Files.write(unnamed, bytes.toByteArray());
    assertThat(read(unnamed)).containsExactly("2 a@1 x", "3 b@2 y");
  }

  @Test
  void aDamagedCompressedFileSaysSo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((HEADER + "a,t,1,x\n".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
    }
    Path gz = directory.resolve("a.csv.gz");
    Files.write(gz, java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() - 20));
    assertThatThrownBy(() -> read(gz))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("damaged after line");
  }

  @Test
  void oneStrayQuoteCostsOneLine() throws IOException {
    assertThat(read(file("a.csv", HEADER + "a,t,1,\"x\nb,t,2,y\nc,t,3,\"z\"z\nd,t,4,5\" pipe\n")))
        .containsExactly(
            "2 bad quotes <a,t,1,\"x>", "3 b@2 y", "4 bad quotes <c,t,3,\"z\"z>", "5 d@4 5\" pipe");
  }

  @Test
  void anOverlongLineIsRejectedAndReadingGoesOn() throws IOException {
    String good = "{\"user\":\"b\",\"type\":\"t\",\"time\":2}\n";
    Path json = directory.resolve("a.jsonl");
    try (OutputStream out = Files.newOutputStream(json)) {
      out.write("{\"user\":\"".getBytes(StandardCharsets.UTF_8));
      byte[] much = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 40; i++) {
        out.write(much);
      }
      out.write(("\"}\n" + good).getBytes(StandardCharsets.UTF_8));
    }
    List<String> lines = read(json);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("1 line too long <{\"user\":\"xxx").hasSizeLessThan(1_100);
    assertThat(lines.get(1)).isEqualTo("2 b@2");

    Path csv = directory.resolve("a.csv");
    Files.writeString(csv, HEADER + "a,t,1," + "x".repeat(17 << 20) + "\nb,t,2,y\n");
    List<String> rows = read(csv);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)).startsWith("2 line too long <a,t,1,xxx");
    assertThat(rows.get(1)).isEqualTo("3 b@2 y");
  }

  @Test
  void anUnclosedQuoteInALongFileCostsOneLine() throws IOException {
    Path csv = directory.resolve("a.csv");
    Files.writeString(
        csv, HEADER + "a,t,1,\"x\n" + "b,t,2,yyyyyyyyyyyyyyyyyyyyyy\n".repeat(700_000));
    assertThat(count(csv)).containsExactly(700_000, 1);
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    assertThatThrownBy(() -> read(directory.resolve("none.csv")))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("none.csv: there is no such file");
    assertThatThrownBy(() -> read(directory)).hasMessageEndingWith(": a directory; name a file");
    assertThatThrownBy(() -> read(file("e.csv", "")))
        .hasMessageContaining("the first line of CSV names the columns");
    assertThatThrownBy(() -> read(file("h.csv", "usr,type,time\n")))
        .hasMessageEndingWith("h.csv:1: there is no column 'user' for user, did you mean 'usr'?");
    Path wide = directory.resolve("w.csv");
    Files.write(wide, HEADER.getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> read(wide)).hasMessageContaining("UTF-16");
    assertThat(read(file("e.jsonl", ""))).isEmpty();
  }

  @Test
  void anArrayIsReadAsItsElements() throws IOException {
    String a = "{\"user\":\"a\",\"type\":\"t\",\"time\":1,\"s\":\"}],{\\\"\"}";
    String b = "{\"user\":\"b\",\"type\":\"t\",\"time\":2,\"l\":[{\"x\":[1]}]}";
    String pretty = "[\n  " + a.replace(",\"", ",\n    \"") + ",\n  " + b + "\n]\n";

    assertThat(users(file("one.json", "[" + a + "," + b + "]"))).containsExactly("1 a", "1 b");
    assertThat(users(file("spread.json", pretty))).containsExactly("2 a", "6 b");
    assertThat(users(file("lines.json", " [\r\n" + a + ",\n" + b + "\n]")))
        .containsExactly("2 a", "3 b");
    assertThat(users(file("objects.json", "{\n" + a.substring(1) + "\n\n{\n" + b.substring(1))))
        .containsExactly("1 a", "4 b");
    assertThat(users(file("empty.json", "[ ]"))).isEmpty();
  }

  @Test
  void anElementThatCannotBeUsedDoesNotStopTheOthers() throws IOException {
    String a = "{\"user\":\"a\",\"type\":\"t\",\"time\":1}";

    assertThat(
            users(file("bad.json", "[" + a + ",\n17,\n{\"user\":\"x\"},\n" + a + ",\n{\"user\":")))
        .containsExactly("1 a", "2 not an object", "3 no type", "4 a", "5 not JSON");
  }

  @Test
  void anArrayMayBeLongerThanAnyBuffer() throws IOException {
    String a = "{\"user\":\"a\",\"type\":\"t\",\"time\":1,\"s\":\"\\\\\"}";

    assertThat(users(file("long.json", "[" + (a + ",\n").repeat(20_000) + a + "]")))
        .hasSize(20_001)
        .last()
        .isEqualTo("20001 a");
  }

  private static List<String> users(Path path) throws IOException {
    List<String> users = new ArrayList<>();
    try (FileInput<Event> input = FileInput.open(path, Mapping.canonical().events())) {
      while (input.next()) {
        String what =
            input.parsed() instanceof Parsed.Accepted<Event> accepted
                ? accepted.value().user()
                : ((Parsed.Rejected<Event>) input.parsed()).rejection().reason();
        users.add(input.line() + " " + what);
      }
    }
    return users;
  }

  @Test
  void tellsHowFarItIs() throws IOException {
    Path path = file("a.csv", HEADER + "a,t,1,x\n".repeat(100_000));
    try (FileInput<Event> input = FileInput.open(path, Mapping.canonical().events())) {
      assertThat(input.bytesTotal()).isEqualTo(Files.size(path));
      assertThat(input.bytesRead()).isPositive().isLessThan(input.bytesTotal());
      while (input.next()) {
        assertThat(input.line()).isPositive();
      }
      assertThat(input.bytesRead()).isEqualTo(input.bytesTotal());
    }
  }

  @Test
  void sortsEventsByTimeAndKeepsFileOrderAmongEquals() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 2_000; i++) {
      text.append("u").append(i).append(",t,").append(i * 7919 % 100).append(",\"x\ny\"\n");
    }
    text.append("oops\n");
    Path path = file("a.csv", text.toString());
    List<Event> expected = new ArrayList<>();
    try (FileInput<Event> input = FileInput.open(path, Mapping.canonical().events())) {
      while (input.next()) {
        if (input.parsed() instanceof Parsed.Accepted<Event> accepted) {
          expected.add(accepted.value());
        }
      }
    }
    expected.sort(java.util.Comparator.comparingLong(Event::time));
    List<Event> sorted = new ArrayList<>();
    try (SortedInput input =
        new SortedInput(FileInput.open(path, Mapping.canonical().events()), directory, 10_000)) {
      assertThat(input.next()).isTrue();
      assertThat(input.parsed()).isInstanceOf(Parsed.Rejected.class);
      assertThat(input.raw()).isEqualTo("oops");
      assertThat(input.line()).isEqualTo(4_002);
      while (input.next()) {
        sorted.add(((Parsed.Accepted<Event>) input.parsed()).value());
        assertThat(input.raw()).startsWith(sorted.get(sorted.size() - 1).user() + ",t,");
        long number = Long.parseLong(sorted.get(sorted.size() - 1).user().substring(1));
        assertThat(input.line()).isEqualTo(2 + 2 * number);
      }
    }
    assertThat(sorted).isEqualTo(expected);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static List<Integer> count(Path path) throws IOException {
    int accepted = 0;
    int rejected = 0;
    try (FileInput<Event> input = FileInput.open(path, Mapping.canonical().events())) {
      while (input.next()) {
        if (input.parsed() instanceof Parsed.Accepted<Event>) {
          accepted++;
        } else {
          rejected++;
        }
      }
    }
    return List.of(accepted, rejected);
  }

  private static List<String> read(Path path) throws IOException {
    List<String> lines = new ArrayList<>();
    try (FileInput<Event> input = FileInput.open(path, Mapping.canonical().events())) {
      while (input.next()) {
        String line;
        if (input.parsed() instanceof Parsed.Accepted<Event> accepted) {
          Event event = accepted.value();
          Object note = event.properties().get("note");
          line = event.user() + "@" + event.time() + (note == null ? "" : " " + note);
        } else {
          String reason = ((Parsed.Rejected<Event>) input.parsed()).rejection().reason();
          line = reason + " <" + input.raw() + ">";
        }
        lines.add(input.line() + " " + line);
      }
    }
    return lines;
  }
}
