package dev.nudge.job.size;

import java.util.ArrayList;
import java.util.List;

/** Fewer of many problems; the last line says how many more there were. */
final class Problems {
  private Problems() {}

  static Object fewer(Object problems, int most, int characters) {
    List<?> all = (List<?>) problems;
    List<Object> fewer = new ArrayList<>();
    for (Object problem : all.subList(0, Math.min(most, all.size()))) {
      fewer.add(Shortened.text(problem.toString(), characters));
    }
    if (all.size() > most) {
      fewer.add("and " + (all.size() - most) + " more");
    }
    return fewer;
  }
}
