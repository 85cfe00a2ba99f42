package dev.nudge.job.size;

import java.util.List;

/** Answers to publications: no document, fewer problems, shorter ones, and a short name. */
final class StatusRule implements Rule {
  @Override
  public List<Step> steps() {
    return List.of(
        record -> record.drop("document"),
        record -> record.change("problems", problems -> Problems.fewer(problems, 100, 1_000)),
        record -> record.change("name", name -> Shortened.value(name, 256, 1)),
        record -> record.change("problems", problems -> Problems.fewer(problems, 10, 200)),
        record -> record.change("problems", problems -> Problems.fewer(problems, 1, 100)),
        record -> record.change("name", name -> Shortened.value(name, 64, 1)));
  }
}
