package dev.nudge.engine.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The letters of a time pattern, and what is wrong with them. {@code java.time} takes letters that
 * do not add up to a time, and then reads the day alone; whoever writes them means something else.
 *
 * @param runs equal letters side by side and what stands between them, in order; brackets alone
 */
record TimePattern(List<String> runs) {
  private static final String YEARS = "yug";
  private static final String TIMES = "ahHkKBmsSnNA";

  /** Letters whose values are words of a language. */
  private static final String WORDS = "GMLEecaB";

  static TimePattern of(String pattern) {
    List<String> runs = new ArrayList<>();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      int end = at + 1;
      if (c == '\'') {
        end = pattern.indexOf('\'', end) + 1;
        end = end == 0 ? pattern.length() : end;
      } else {
        while (isLetter(c) && end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
      }
      runs.add(pattern.substring(at, end));
      at = end;
    }
    return new TimePattern(List.copyOf(runs));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Whether a run of it is of one of these letters. */
  boolean has(String letters) {
    return runs.stream().anyMatch(run -> letters.indexOf(run.charAt(0)) >= 0);
  }

  /** Whether its texts may say a zone or an offset. */
  boolean hasZone() {
    return has("VvzOXxZ");
  }

  /** Whether a run is read as a word, of which a language has a long and a short form. */
  static boolean isWord(String run) {
    char letter = run.charAt(0);
    return WORDS.indexOf(letter) >= 0 && (run.length() >= 3 || "aBG".indexOf(letter) >= 0);
  }

  /** Three letters and more of e and c are a day's name. */
  private static boolean countsWeeks(String run) {
    return "YwW".indexOf(run.charAt(0)) >= 0
        || ("ec".indexOf(run.charAt(0)) >= 0 && run.length() < 3);
  }

  /** The nanoseconds that the last digit stands for, of what the pattern can tell apart. */
  long unit() {
    if (has("nN")) {
      return 1;
    }
    if (has("S")) {
      int digits = runs.stream().filter(r -> r.startsWith("S")).mapToInt(String::length).sum();
      return digits > 9 ? 1 : (long) Math.pow(10, 9 - digits);
    }
    long second = 1_000_000_000L;
    return has("A")
        ? second / 1000
        : has("s") ? second : has("m") ? 60 * second : (has(TIMES) ? 3600L : 86_400L) * second;
  }

  /**
   * What its letters cannot mean, with what was most likely meant.
   *
   * @param utc whether a text that says no zone is in UTC
   */
  Optional<String> mistake(boolean utc) {
    String hours = run("hK");
    if (!hours.isEmpty() && !has("aB")) {
      return Optional.of(
          "'"
              + hours
              + "' counts the hours to 12 and needs 'a' (am, pm) beside it; the hours of a"
              + " day are 'HH'");
    }
    String week = runs.stream().filter(TimePattern::countsWeeks).findFirst().orElse("");
    if (!week.isEmpty()) {
      return Optional.of(
          "'"
              + week
              + "' goes by weeks, which begin on another day in each country; a date is 'yyyy',"
              + " 'MM' and 'dd'");
    }
    String dayOfYear = run("D");
    if (!dayOfYear.isEmpty() && has("MLd")) {
      return Optional.of(
          "'" + dayOfYear + "' counts the days of the year; the day of a month is 'dd'");
    }
    if (!has("[")) {
      Optional<String> twice = twice();
      if (twice.isPresent()) {
        return twice;
      }
    }
    return date().or(this::fraction).or(() -> quotedZone(utc));
  }

  private Optional<String> twice() {
    for (int i = 0; i < runs.size(); i++) {
      char letter = runs.get(i).charAt(0);
      for (int j = i + 1; isLetter(letter) && j < runs.size(); j++) {
        if (runs.get(j).charAt(0) == letter) {
          String advice =
              letter == 'M' && !has("m")
                  ? "; minutes are 'mm'"
                  : letter == 'm' && !has("ML") ? "; the month is 'MM'" : "";
          return Optional.of("'" + runs.get(j) + "' is there twice" + advice);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> date() {
    if (!has(YEARS)) {
      return Optional.of("it does not say the year, 'yyyy'");
    }
    if (!has("MLDQqg")) {
      return Optional.of(
          "it does not say the month, 'MM'" + (has("m") ? "; 'mm' are minutes" : ""));
    }
    return has("dDF") ? Optional.empty() : Optional.of("it does not say the day, 'dd'");
  }

  private Optional<String> fraction() {
    String fraction = run("S");
    if (!fraction.isEmpty() && !has("s")) {
      return Optional.of("'" + fraction + "' is a fraction of a second; seconds are 'ss'");
    }
    for (int i = 1; i < runs.size(); i++) {
      String before = runs.get(i - 1);
      if (runs.get(i).startsWith("n") && (before.equals(".") || before.equals(","))) {
        return Optional.of(
            "'"
                + runs.get(i)
                + "' counts nanoseconds; digits behind a point are '"
                + "S".repeat(runs.get(i).length())
                + "'");
      }
    }
    return Optional.empty();
  }

  /** 'Z' in quotes is any letter, but where it stands in a text, the time is in UTC. */
  private Optional<String> quotedZone(boolean utc) {
    return !utc && runs.contains("'Z'") && !hasZone()
        ? Optional.of("'Z' in quotes does not say that the time is in UTC; write X for it")
        : Optional.empty();
  }

  private String run(String letters) {
    return runs.stream().filter(run -> letters.indexOf(run.charAt(0)) >= 0).findFirst().orElse("");
  }
}
