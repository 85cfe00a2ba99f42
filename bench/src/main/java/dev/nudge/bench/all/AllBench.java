package dev.nudge.bench.all;

import dev.nudge.app.Main;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench all}. */
@Command(
    name = "all",
    sortOptions = false,
    description = {
      "All benches in turn, each in a process of its own, some twenty minutes.",
      "",
      "Prints what each prints, then a table of their figures beside the aims; those that are not",
      "reached stand out. One that fails stops no other. Give it a machine that does nothing else."
    },
    footer = {
      "",
      "Examples:",
      "  nudge bench all",
      "  nudge bench all --only engine,expressions",
      "  nudge bench all --small --only kafka,latency",
      "  nudge bench all --document docs/performance.md --chart docs/images/aims.svg"
    })
public final class AllBench implements Callable<Integer> {
  private static final String BEGIN = "<!-- nudge bench all -->";
  private static final String END = "<!-- /nudge bench all -->";

  private final Terminal terminal;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "These only, apart by commas.")
  private List<String> only = List.of();

  @Option(
      names = "--small",
      description = "With few events: shows that contestants agree, and says nothing of speed.")
  private boolean small;

  @Option(
      names = "--document",
      paramLabel = "FILE",
      description = "Put the table into this Markdown file, between the marks that it has for it.")
  private Optional<Path> document = Optional.empty();

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "Draw the figures beside their aims, as SVG.")
  private Optional<Path> chart = Optional.empty();

  /** Writes to this terminal. */
  public AllBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Entry> entries =
        Entry.ALL.stream().filter(entry -> only.isEmpty() || only.contains(entry.name())).toList();
    if (entries.size() != (only.isEmpty() ? Entry.ALL.size() : only.size())) {
      throw Failure.usage(
          "--only: expected some of "
              + String.join(", ", Entry.ALL.stream().map(Entry::name).toList())
              + ", got "
              + String.join(", ", only));
    }
    String text = document.isPresent() ? marked(document.get()) : "";
    List<Figure> figures = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (Entry entry : entries) {
      terminal.line("nudge " + String.join(" ", entry.arguments(small)));
      long begin = System.nanoTime();
      List<Figure> said = run(entry);
      figures.addAll(said);
      if (said.isEmpty()) {
        failed.add(entry.name());
      }
      terminal.say(
          entry.name() + ": " + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
      terminal.line("");
    }
    Table table = new Table().row("bench", "figure", "measured", "aim");
    for (Figure figure : figures) {
      table.row(
          figure.bench(),
          figure.key(),
          Figure.text(figure.number()),
          figure
                  .aim()
                  .map(aim -> (aim.lessIsBetter() ? "<= " : ">= ") + Figure.text(aim.value()))
                  .orElse("")
              + (figure.isReached() ? "" : "  not reached"));
    }
    table.lines("").forEach(terminal::line);
    if (chart.isPresent()) {
      Files.writeString(chart.get(), AimChart.svg(figures));
    }
    if (document.isPresent()) {
      Files.writeString(document.get(), replaced(text, figures));
    }
    if (!failed.isEmpty()) {
      throw Failure.system("no figures of: " + String.join(", ", failed));
    }
    return Failure.OK;
  }

  /** In a process of its own, so that none finds what another has warmed up or left behind. */
  private List<Figure> run(Entry entry) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(entry.collector());
    command.add("-Dnudge.home=" + System.getProperty("nudge.home", ""));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(entry.arguments(small));
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    String last = "";
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        terminal.line(line);
        terminal.flush();
        last = line;
      }
    } finally {
      process.destroy();
    }
    return process.waitFor() == 0 ? Figure.of(last) : List.of();
  }

  private static String marked(Path file) throws IOException {
    String text = Files.readString(file);
    if (text.indexOf(BEGIN) < 0 || text.indexOf(END) < text.indexOf(BEGIN)) {
      throw Failure.input("'" + file + "' has no '" + BEGIN + "' and, below it, '" + END + "'");
    }
    return text;
  }

  private static String replaced(String text, List<Figure> figures) {
    StringBuilder table = new StringBuilder(BEGIN + "\n");
    table.append(
        "Measured by `nudge bench all` on %s, %d cores, JDK %s:\n\n"
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature()));
    table.append("| bench | figure | measured | aim |\n|---|---|---|---|\n");
    figures.forEach(figure -> table.append(figure.row()).append('\n'));
    return text.substring(0, text.indexOf(BEGIN)) + table + text.substring(text.indexOf(END));
  }
}
