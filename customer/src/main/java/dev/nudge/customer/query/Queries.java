package dev.nudge.customer.query;

import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All queries that can be called: those that Nudge brings, those that people have saved, and those
 * of a folder. It is looked at all of them each second. One with a mistake is left out and
 * reported, and its version before stays. Safe for use by several threads.
 */
public final class Queries implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Queries.class);

  /** What was refused by the store may fit it later: a collection has come. */
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  /**
   * What is known of a name.
   *
   * @param ready what is called; nothing where no version of it was ever right
   * @param problems of the file as it is now
   * @param again whether the same file may come to another end
   * @param at when it was looked at
   */
  private record Entry(
      QueryFiles.Source source,
      Optional<ReadyQuery> ready,
      List<Problem> problems,
      boolean again,
      long at) {}

  private final QueryFiles files;
  private final Check check;
  private final Answers answers;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "nudge-queries");
            thread.setDaemon(true);
            return thread;
          });

  /** Those that fitted the store once and did not when they were asked. */
  private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

  private volatile Map<String, Entry> entries = Map.of();
  private String trouble = "";

  /** Why the store did not answer in this look: the others need not wait for it too. */
  private Optional<SQLException> silence = Optional.empty();

  private Queries(Store store, Optional<Path> folder, Supplier<Map<String, String>> saved) {
    files = new QueryFiles(folder, saved);
    check = new Check(store.reading());
    answers = new Answers(new Run(store.reading()));
  }

  /**
   * Reads and checks all there are.
   *
   * @param folder of the user's own queries; it need not be there yet
   */
  public static Queries open(Store store, Optional<Path> folder) {
    return open(store, folder, Map::of);
  }

  /**
   * Reads and checks all there are.
   *
   * @param folder of the user's own queries; it need not be there yet
   * @param saved the texts, by name, of those that people have saved
   */
  @SuppressWarnings("FutureReturnValueIgnored") // it has no result, and ends with this
  public static Queries open(
      Store store, Optional<Path> folder, Supplier<Map<String, String>> saved) {
    Queries queries = new Queries(store, folder, saved);
    queries.look();
    queries.clock.scheduleWithFixedDelay(queries::look, 1, 1, TimeUnit.SECONDS);
    return queries;
  }

  /** The names of the queries that every store has. */
  public static Set<String> shipped() {
    return QueryFiles.shippedFiles().stream()
        .filter(file -> !file.endsWith(QueryFiles.FAST))
        .map(QueryReader::name)
        .collect(Collectors.toSet());
  }

  /** Those that can be called, by name. */
  public List<ReadyQuery> all() {
    return entries.values().stream().flatMap(entry -> entry.ready().stream()).toList();
  }

  /** The one of this name. */
  public Optional<ReadyQuery> find(String name) {
    return Optional.ofNullable(entries.get(name)).flatMap(Entry::ready);
  }

  /** Where the text of this name stands. */
  public Optional<Origin> origin(String name) {
    return Optional.ofNullable(entries.get(name)).map(entry -> entry.source().origin());
  }

  /** The text of this name as it is now, also where it has mistakes. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(entries.get(name)).map(entry -> entry.source().text());
  }

  /** The names of all there are, also of those with mistakes. */
  public Collection<String> names() {
    return entries.keySet();
  }

  /** What is wrong with the files of the folder as they are now. */
  public List<Problem> problems() {
    return entries.values().stream()
        .filter(entry -> entry.source().origin() != Origin.SHIPPED)
        .flatMap(entry -> entry.problems().stream())
        .toList();
  }

  /** What is wrong with one of all; one that Nudge brings waits for its collection. */
  public List<Problem> problems(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::problems).orElse(List.of());
  }

  /**
   * Asks.
   *
   * @param arguments of that query
   * @throws QueryFailed if there is no answer
   */
  public Answer answer(ReadyQuery query, Arguments arguments, Format format) throws QueryFailed {
    try {
      return answers.of(query, arguments, format);
    } catch (QueryFailed e) {
      if (e.reason() == QueryFailed.Reason.UNFIT) {
        doubtful.add(query.query().name());
      }
      throw e;
    }
  }

  /** Looks at once, where one need not wait for the next second. */
  public synchronized void look() {
    silence = Optional.empty();
    try {
      Map<String, Entry> before = entries;
      Map<String, Entry> now = new TreeMap<>();
      files
          .read()
          .forEach(
              (name, source) ->
                  now.put(name, entry(source, before.get(name), doubtful.remove(name))));
      now.forEach((name, entry) -> report(entry, before.get(name)));
      entries = now;
      trouble = "";
    } catch (IOException | RuntimeException e) {
      // Said once; all stays as it was.
      if (!e.toString().equals(trouble)) {
        trouble = e.toString();
        log.warn("the queries cannot be read again", e);
      }
    }
  }

  private Entry entry(QueryFiles.Source source, @Nullable Entry before, boolean doubtful) {
    if (before != null
        && before.source().equals(source)
        && !doubtful
        && !(before.again() && System.nanoTime() - before.at() > AGAIN_NANOS)) {
      return before;
    }
    Optional<ReadyQuery> stays = before == null ? Optional.empty() : before.ready();
    List<Problem> problems = new ArrayList<>();
    source
        .unread()
        .ifPresent(why -> problems.add(Problem.error(new Position(source.label(), 1, 1), why)));
    Optional<Query> query =
        problems.isEmpty()
            ? QueryReader.read(source.label(), source.text(), problems)
            : Optional.empty();
    if (query.isEmpty()) {
      return new Entry(source, stays, List.copyOf(problems), false, System.nanoTime());
    }
    try {
      if (silence.isPresent()) {
        throw silence.get();
      }
      Optional<ReadyQuery> ready = check.ready(query.get(), problems);
      Optional<ReadyQuery> fast =
          ready.isPresent() && source.fast().isPresent()
              ? check.instead(ready.get(), source.fast().get())
              : Optional.empty();
      boolean again = ready.isEmpty() || (source.fast().isPresent() && fast.isEmpty());
      return new Entry(
          source,
          fast.or(() -> ready).or(() -> stays),
          List.copyOf(problems),
          again,
          System.nanoTime());
    } catch (SQLException e) {
      silence = Optional.of(e);
      problems.add(
          Problem.error(
              new Position(source.label(), 1, 1),
              "it is not checked yet: the store of customers does not answer: " + e.getMessage()));
      return new Entry(source, stays, List.copyOf(problems), true, System.nanoTime());
    }
  }

  private static void report(Entry entry, @Nullable Entry before) {
    if (before != null && before.problems().equals(entry.problems())) {
      return;
    }
    if (entry.source().origin() == Origin.SHIPPED) {
      entry.problems().forEach(problem -> log.info("query waits for its collection: {}", problem));
      return;
    }
    String stays = entry.ready().isPresent() ? "; its version before stays" : "; it is left out";
    for (Problem problem : entry.problems()) {
      log.warn("query not taken: {}{}", problem, problem.isError() ? stays : "");
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
