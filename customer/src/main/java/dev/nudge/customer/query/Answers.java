package dev.nudge.customer.query;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Answers, each kept for as long as its query says, all together in so many bytes. Of those who ask
 * for the same at once, one asks the store and all get its answer.
 */
final class Answers {
  private static final long MOST_BYTES = 64L << 20;
  private static final int OVERHEAD = 400;

  /** What one answer is to. */
  private record Question(
      String name, String version, Arguments arguments, Format format, Duration kept) {}

  private final Run run;
  private final AsyncCache<Question, Answer> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Question question, Answer answer) -> answer.body().length + OVERHEAD)
          .expireAfter(Expiry.creating((Question question, Answer answer) -> question.kept()))
          .buildAsync();

  Answers(Run run) {
    this.run = run;
  }

  /** The answer, kept or new. */
  Answer of(ReadyQuery ready, Arguments arguments, Format format) throws QueryFailed {
    Query query = ready.query();
    if (query.cache().isZero()) {
      return ask(ready, arguments, format);
    }
    Question question =
        new Question(query.name(), query.version(), arguments, format, query.cache());
    CompletableFuture<Answer> mine = new CompletableFuture<>();
    CompletableFuture<Answer> there = kept.get(question, (same, executor) -> mine);
    if (there != mine) {
      return of(there);
    }
    try {
      Answer answer = ask(ready, arguments, format);
      mine.complete(answer);
      return answer;
    } catch (QueryFailed | RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static Answer of(CompletableFuture<Answer> there) throws QueryFailed {
    try {
      return there.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof QueryFailed failed) {
        throw failed;
      }
      throw e;
    }
  }

  /** A new answer, whatever the query says of how long one is kept. */
  Answer ask(ReadyQuery ready, Arguments arguments, Format format) throws QueryFailed {
    long began = System.nanoTime();
    Rows rows = run.page(ready, arguments);
    byte[] body = format.write(ready.query(), arguments, rows);
    OptionalInt next =
        rows.more() ? OptionalInt.of(arguments.offset() + rows.rows().size()) : OptionalInt.empty();
    return new Answer(body, next, System.nanoTime() - began);
  }
}
