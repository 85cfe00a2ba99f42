package dev.nudge.job.size;

import java.util.List;

/** Answers to publications: no document, fewer problems, shorter ones, and a short name. */
final class StatusRule implements Rule {
  @Override
  public List<Step> steps() {
    return List.of(
        draft -> draft.drop("document"),
        draft -> draft.change("problems", problems -> Problems.fewer(problems, 100, 1_000)),
        draft -> draft.change("name", name -> Shortened.value(name, 256, 1)),
        draft -> draft.change("problems", problems -> Problems.fewer(problems, 10, 200)),
        draft -> draft.change("problems", problems -> Problems.fewer(problems, 1, 100)),
        draft -> draft.change("name", name -> Shortened.value(name, 64, 1)));
  }
}
