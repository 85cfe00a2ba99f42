package dev.nudge.engine.expression;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The functions that are called over boxed values, by their name in CEL. */
final class Functions {
  private static final Map<String, CallNode.Function> TABLE =
      Map.ofEntries(
          Map.entry("charAt", TextFunctions::charAt),
          Map.entry("indexOf", TextFunctions::indexOf),
          Map.entry("join", TextFunctions::join),
          Map.entry("lastIndexOf", TextFunctions::lastIndexOf),
          Map.entry("lower", TextFunctions::lower),
          Map.entry("lowerAscii", TextFunctions::lowerAscii),
          Map.entry("replace", TextFunctions::replace),
          Map.entry("reverse", TextFunctions::reverse),
          Map.entry("split", TextFunctions::split),
          Map.entry("strings.quote", TextFunctions::quote),
          Map.entry("substring", TextFunctions::substring),
          Map.entry("trim", TextFunctions::trim),
          Map.entry("upper", TextFunctions::upper),
          Map.entry("upperAscii", TextFunctions::upperAscii),
          Map.entry("bool", Conversions::toBool),
          Map.entry("bytes", Conversions::toBytes),
          Map.entry("double", Conversions::toDouble),
          Map.entry("duration", Conversions::toDuration),
          Map.entry("int", Conversions::toInt),
          Map.entry("string", Conversions::toText),
          Map.entry("timestamp", Conversions::toTimestamp),
          Map.entry("type", Conversions::typeOf),
          Map.entry("uint", Conversions::toUint),
          Map.entry("getFullYear", TimeFunctions.of(ZonedDateTime::getYear)),
          Map.entry("getMonth", TimeFunctions.of(t -> t.getMonthValue() - 1)),
          Map.entry("getDate", TimeFunctions.of(ZonedDateTime::getDayOfMonth)),
          Map.entry("getDayOfMonth", TimeFunctions.of(t -> t.getDayOfMonth() - 1)),
          Map.entry("getDayOfYear", TimeFunctions.of(t -> t.getDayOfYear() - 1)),
          Map.entry("getDayOfWeek", TimeFunctions.of(t -> t.getDayOfWeek().getValue() % 7)),
          Map.entry("getHours", TimeFunctions.of(ZonedDateTime::getHour, Duration::toHours)),
          Map.entry("getMinutes", TimeFunctions.of(ZonedDateTime::getMinute, Duration::toMinutes)),
          Map.entry(
              "getSeconds", TimeFunctions.of(ZonedDateTime::getSecond, TimeFunctions::seconds)),
          Map.entry(
              "getMilliseconds",
              TimeFunctions.of(t -> t.getNano() / 1_000_000, TimeFunctions::milliseconds)),
          Map.entry("format", NumberFunctions::format),
          Map.entry("round", NumberFunctions::round),
          Map.entry("avg", ListFunctions::avg),
          Map.entry("min", ListFunctions::min),
          Map.entry("max", ListFunctions::max));

  /** Of CEL's optional values: what looks, and what says what stands in place of nothing. */
  static final Set<String> OPTIONAL = Set.of("_?._", "_[?_]", "orValue", "or", "hasValue", "value");

  private static final Set<String> OTHERS =
      Set.of(
          "size",
          "contains",
          "startsWith",
          "endsWith",
          "matches",
          "dyn",
          "orValue",
          "hasValue",
          "sum",
          SegmentNode.FUNCTION,
          "has",
          "all",
          "exists",
          "exists_one",
          "map",
          "filter");

  private Functions() {}

  static CallNode.@Nullable Function find(String name) {
    return TABLE.get(name);
  }

  /** The names of all functions and macros, for advice. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>(TABLE.keySet());
    names.addAll(OTHERS);
    return names;
  }
}
