package dev.nudge.engine.advice;

import dev.nudge.engine.document.Lengths;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What names and functions of other languages are called here. */
public final class Synonyms {
  private static final Map<String, Function<Call, String>> FUNCTIONS = new HashMap<>();

  private static final Set<String> USER =
      Set.of(
          "user",
          "customer",
          "visitor",
          "person",
          "member",
          "player",
          "account",
          "client",
          "contact",
          "buyer",
          "shopper",
          "subscriber",
          "traits",
          "attributes");

  private static final Set<String> EVENT =
      Set.of(
          "e",
          "ev",
          "evt",
          "this",
          "self",
          "properties",
          "props",
          "payload",
          "data",
          "params",
          "record",
          "row",
          "msg",
          "message",
          "ctx",
          "context",
          "body",
          "json",
          "input",
          "events");

  private static final Set<String> NOW =
      Set.of(
          "today",
          "now",
          "current_date",
          "current_timestamp",
          "current_time",
          "sysdate",
          "getdate");

  static {
    add(c -> "write " + c.subject() + ".lower()", "tolowercase", "lowercase", "tolower", "lcase");
    add(c -> "write " + c.subject() + ".lower()", "downcase", "casefold", "lower");
    add(c -> "write " + c.subject() + ".upper()", "touppercase", "uppercase", "toupper", "ucase");
    add(c -> "write " + c.subject() + ".upper()", "upcase", "upper");
    add(c -> "write size(" + c.subject() + ")", "len", "length", "strlen", "sizeof", "cardinality");
    add(
        c ->
            "write "
                + c.subject()
                + ".contains("
                + c.argument(0, "'x'")
                + "), or for a list "
                + c.argument(0, "'x'")
                + " in "
                + c.subject(),
        "includes",
        "include",
        "contain",
        "containsany",
        "instr",
        "arraycontains");
    add(two("startsWith"), "beginswith", "startwith", "hasprefix");
    add(two("endsWith"), "endwith", "hassuffix");
    add(two("matches"), "regex", "regexp", "regexmatch", "match", "test", "rlike", "regexplike");
    add(two("matches"), "matchesregex", "like");
    add(c -> "write has(" + c.subject() + ")", "exists", "isset", "defined", "isdefined");
    add(c -> "write has(" + c.subject() + ")", "ispresent", "isnotnull", "notnull", "exist");
    add(c -> "write !has(" + c.subject() + ")", "isnull", "isundefined", "ismissing", "isnone");
    add(
        c ->
            "write size(" + c.subject() + ") == 0, or !has(" + c.subject() + ") of what is missing",
        "isempty",
        "isblank",
        "empty");
    add(
        c ->
            "write (has("
                + c.subject()
                + ") ? "
                + c.subject()
                + " : "
                + c.argument(0, "0")
                + "), or in a text ${"
                + c.subject()
                + " ?? "
                + c.argument(0, "0")
                + "}",
        "coalesce",
        "ifnull",
        "nvl",
        "default",
        "getordefault",
        "ordefault",
        "orelse");
    add(
        c -> "write " + c.subject() + " ? " + c.argument(0, "this") + " : " + c.argument(1, "that"),
        "iif",
        "ifelse",
        "ternary",
        "choose");
    add(c -> "write " + c.subject() + " == " + c.argument(0, "x"), "equals", "isequal", "eq", "is");
    add(
        c -> "write " + c.subject() + ".lower() == " + c.argument(0, "x"),
        "equalsignorecase",
        "iequals");
    add(
        c ->
            "write "
                + c.subject()
                + " >= "
                + c.argument(0, "a")
                + " && "
                + c.subject()
                + " <= "
                + c.argument(1, "b"),
        "between",
        "inrange");
    add(
        c -> "write " + c.argument(0, "x") + " in a list: x in ['a', 'b']",
        "oneof",
        "isin",
        "isoneof");
    add(c -> "write " + c.subject() + " + " + c.argument(0, "'x'"), "concat", "concatenate");
    add(c -> "write " + c.subject() + ".substring(0, 3)", "substr", "mid", "left", "slice");
    add(c -> "write string(" + c.subject() + ")", "tostring", "str", "tochar", "text");
    add(c -> "write int(" + c.subject() + ")", "toint", "parseint", "tointeger", "integer", "long");
    add(c -> "write int(" + c.subject() + ")", "floor", "trunc");
    add(c -> "write double(" + c.subject() + ")", "todouble", "parsefloat", "float", "decimal");
    add(c -> "write double(" + c.subject() + ")", "number", "tonumber", "numeric", "ceil");
    add(
        c -> "write format(" + c.subject() + ", '" + TextIdioms.pattern(c.argument(0, "2")) + "')",
        "tofixed",
        "numberformat",
        "formatnumber");
    add(c -> "write round(" + c.subject() + ", 2)", "rounded", "tonearest");
    add(c -> "write timestamp(" + c.subject() + ")", "date", "datetime", "todate", "totimestamp");
    add(c -> "write timestamp(" + c.subject() + ")", "parsedate", "strtotime", "parsedatetime");
    add(c -> "it is a name, no function; write now", "now", "today", "currentdate", "getdate");
    add(c -> "it is a name, no function; write now", "currenttime", "currenttimestamp", "sysdate");
    part("getHours()", "hour", "hours", "gethour");
    part("getMinutes()", "minute", "getminute");
    part("getSeconds()", "second", "getsecond");
    part("getDate()", "day", "dayofmonth", "getday");
    part("getMonth() + 1", "month", "monthofyear");
    part("getFullYear()", "year", "getyear");
    part("getDayOfWeek()", "weekday", "dayofweek", "dow");
    for (String unit : new String[] {"days", "minutes", "seconds", "weeks"}) {
      add(
          c ->
              "write "
                  + Lengths.expression(c.subject() + unit).orElse("duration('72h')")
                  + ", or of a time its part: x.getHours()",
          unit);
    }
    add(
        c -> "write " + c.subject() + " - " + c.argument(0, "b") + " > duration('24h')",
        "datediff",
        "timediff",
        "timestampdiff");
    add(c -> "write " + c.subject() + ".exists(x, ...)", "any", "some", "anymatch");
    add(c -> "write " + c.subject() + ".all(x, ...)", "every", "allmatch");
    add(c -> "write avg(" + c.subject() + ")", "average", "mean");
    add(c -> "write !(" + c.subject() + ")", "not");
    add(c -> "write " + c.subject() + " && " + c.argument(0, "y"), "and");
    add(c -> "write " + c.subject() + " || " + c.argument(0, "y"), "or");
    add(c -> "write " + c.subject() + " % " + c.argument(0, "2"), "mod", "modulo");
    add(
        c -> "write (" + c.subject() + " < 0.0 ? -" + c.subject() + " : " + c.subject() + ")",
        "abs");
    for (String aggregate : new String[] {"count", "countif", "sumif", "countdistinct"}) {
      add(c -> measure(aggregate, c.subject(), "aggregate: count, event: ..."), aggregate);
    }
  }

  private Synonyms() {}

  private static void add(Function<Call, String> advice, String... names) {
    for (String name : names) {
      FUNCTIONS.put(name, advice);
    }
  }

  private static Function<Call, String> two(String function) {
    return c -> "write " + c.subject() + "." + function + "(" + c.argument(0, "'x'") + ")";
  }

  private static void part(String function, String... names) {
    add(c -> "write " + c.subject() + "." + function, names);
  }

  /** That numbers over a user's events are kept by measures. */
  static String measure(String function, String what, String keys) {
    return "'"
        + function
        + "' over a user's events is a measure: write measures: {n: {"
        + keys
        + "}} and ask for n here";
  }

  /** What to write in place of a function that is not there. */
  public static Optional<String> function(String name, Call call) {
    return Optional.ofNullable(FUNCTIONS.get(name.toLowerCase(Locale.ROOT).replace("_", "")))
        .map(advice -> advice.apply(call));
  }

  /**
   * What to write in place of a name that is not there.
   *
   * @param behind what follows it in the source
   */
  public static Optional<String> name(String name, String behind) {
    String word = name.toLowerCase(Locale.ROOT);
    boolean selects = behind.startsWith(".");
    if (USER.contains(word) && selects) {
      return Optional.of(
          behind.matches("(?s)\\.(id|user_id|userId)\\b.*")
              ? "the user's id is event.user"
              : "what is known of the user is written profile." + field(behind));
    }
    if (EVENT.contains(word) && selects) {
      return Optional.of("a property of the event is written event." + field(behind));
    }
    if (NOW.contains(word) && !selects) {
      return Optional.of("the user's clock is written now");
    }
    return switch (word) {
      case "true", "false", "null" -> Optional.of("write it in small letters: " + word);
      case "none", "nil", "undefined" ->
          Optional.of("there is null; of what may be missing ask has(event.x)");
      case "yes", "on" -> Optional.of("write true");
      case "no", "off" -> Optional.of("write false");
      default -> Optional.empty();
    };
  }

  private static String field(String behind) {
    return behind.replaceFirst("(?s)^\\.(\\w*).*", "$1");
  }
}
