package dev.nudge.engine.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Writes random expressions: mostly of sound types, with wrong ones behind {@code dyn}. */
final class Generated {
  enum Type {
    BOOL,
    INT,
    UINT,
    DOUBLE,
    STRING,
    BYTES,
    TIMESTAMP,
    DURATION,
    LIST,
    MAP,
    TYPE,
    DYN
  }

  static final List<String> PROPERTIES =
      List.of("i", "d", "s", "b", "n", "l", "m", "t", "u", "nums", "gone");

  private static final List<String> INTS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "3",
          "7",
          "10",
          "42",
          "100",
          "9223372036854775807",
          "-9223372036854775808",
          "9007199254740993",
          "4611686018427387904",
          "1577836800");
  private static final List<String> UINTS =
      List.of(
          "0u",
          "1u",
          "2u",
          "7u",
          "9223372036854775807u",
          "9223372036854775808u",
          "18446744073709551615u");
  private static final List<String> DOUBLES =
      List.of(
          "0.0",
          "-0.0",
          "1.0",
          "1.5",
          "-2.5",
          "3.0",
          "1e308",
          "1e19",
          "-1e19",
          "9223372036854775807.0",
          "18446744073709551615.0",
          "0.1",
          "200.0",
          "2.0",
          "7.0");
  private static final List<String> STRINGS =
      List.of(
          "''",
          "'a'",
          "'b'",
          "'ab'",
          "'aba'",
          "'cart'",
          "'view'",
          "'1'",
          "'-7'",
          "'+3'",
          "'1.5'",
          "'1e3'",
          "'x'",
          "' trim\\t'",
          "'h\u00e9\u00df'",
          "'\ud83d\ude00a\ud83d\ude00b'",
          "'A-B-C'",
          "'true'",
          "'99999999999999999999'",
          "'9223372036854775808'",
          "'NaN'",
          "'Infinity'",
          "'10s'",
          "'-1h30m'",
          "'1.5h'",
          "'2020-01-01T00:00:00Z'",
          "'2020-02-30T00:00:00Z'",
          "'a+'",
          "'[a-c]'",
          "'\\\\d+'",
          "'('",
          "'\ud83d\ude00'",
          "' '",
          "'\\u0663'",
          "'0x1p3'",
          "'1d'");
  private static final List<String> REGEXES =
      List.of("'a'", "'^a.*b$'", "'[a-c]+'", "'\\\\d+'", "''", "'(?i)CART'", "'\ud83d\ude00?'");
  private static final List<String> BYTES =
      List.of("b''", "b'a'", "b'ab'", "b'\\xff'", "b'\u00e9'");
  private static final List<String> TIMES =
      List.of(
          "timestamp('2020-01-01T00:00:00Z')",
          "timestamp('0001-01-01T00:00:00Z')",
          "timestamp('9999-12-31T23:59:59.999Z')",
          "timestamp('2024-02-29T23:30:15.123456789Z')",
          "timestamp(0)",
          "timestamp('1969-12-31T23:59:59.5Z')",
          "now",
          "event.time",
          "cart_add.time");
  private static final List<String> SOURCES =
      List.of("now", "event.time", "cart_add.time", "views[0].time");
  private static final List<String> DURATIONS =
      List.of(
          "duration('0s')",
          "duration('1s')",
          "duration('10m')",
          "duration('-1.5s')",
          "duration('36h')",
          "duration('1ms')",
          "duration('87600000h')",
          "duration('-87000000h')",
          "duration('999999ns')",
          "duration('-1us')");
  private static final List<String> ZONES =
      List.of("'UTC'", "'Europe/Berlin'", "'America/New_York'", "'+02:00'", "'-9:30'", "'5:45'");
  private static final List<String> FIELDS =
      List.of(
          "getFullYear",
          "getMonth",
          "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getHours",
          "getMinutes",
          "getSeconds",
          "getMilliseconds");
  private static final List<String> TYPES =
      List.of(
          "int", "uint", "double", "string", "bytes", "bool", "list", "map", "null_type", "type");

  private final Random random;
  private final Deque<String> variables = new ArrayDeque<>();

  Generated(Random random) {
    this.random = random;
  }

  String any(int depth) {
    return of(pick(List.of(Type.values())), depth);
  }

  String of(Type type, int depth) {
    int dice = random.nextInt(100);
    if (type != Type.DYN && dice < 7) {
      return dyn(depth);
    }
    if (dice < 18 && depth > 0) {
      return "("
          + of(Type.BOOL, depth - 1)
          + " ? "
          + of(type, depth - 1)
          + " : "
          + of(type, depth - 1)
          + ")";
    }
    if (dice < 22 && depth > 0) {
      return "["
          + of(type, depth - 1)
          + ", "
          + of(type, depth - 1)
          + "]["
          + (random.nextBoolean() ? "0" : of(Type.INT, 0))
          + "]";
    }
    return switch (type) {
      case BOOL -> bool(depth);
      case INT -> integer(depth);
      case UINT -> unsigned(depth);
      case DOUBLE -> real(depth);
      case STRING -> text(depth);
      case BYTES -> bytes(depth);
      case TIMESTAMP -> time(depth);
      case DURATION -> duration(depth);
      case LIST -> list(depth);
      case MAP -> map(depth);
      case TYPE ->
          depth == 0 || random.nextBoolean() ? pick(TYPES) : "type(" + any(depth - 1) + ")";
      case DYN -> dyn(depth);
    };
  }

  private String dyn(int depth) {
    switch (random.nextInt(9)) {
      case 0:
        return "event['" + pick(PROPERTIES) + "']";
      case 1:
        return "cart_add." + pick(PROPERTIES);
      case 2:
        return "profile." + pick(List.of("age", "tier", "i", "gone", "tags"));
      case 3:
        return "views[" + random.nextInt(4) + "]." + pick(PROPERTIES);
      case 4:
        if (depth > 0) {
          return "dyn(" + any(depth - 1) + ")";
        }
        return "event.m." + pick(List.of("a", "b", "gone"));
      case 5:
        if (!variables.isEmpty()) {
          String variable = pick(List.copyOf(variables));
          return random.nextBoolean() ? variable : variable + "." + pick(PROPERTIES);
        }
        return pick(List.of("first_price", "event.l[1]", "null", "event", "profile", "cart_add"));
      default:
        return "event." + pick(PROPERTIES);
    }
  }

  private String bool(int depth) {
    if (depth == 0) {
      return pick(
          List.of(
              "true",
              "false",
              "has(event.i)",
              "has(event.gone)",
              "'a' in event",
              "has(profile.age)",
              "has(cart_add.s)",
              "event.b"));
    }
    int d = depth - 1;
    return switch (random.nextInt(20)) {
      case 0, 1 -> "(" + of(Type.BOOL, d) + " && " + of(Type.BOOL, d) + ")";
      case 2, 3 -> "(" + of(Type.BOOL, d) + " || " + of(Type.BOOL, d) + ")";
      case 4 -> "!" + of(Type.BOOL, d);
      case 5, 6 -> {
        Type type = pick(List.of(Type.INT, Type.DOUBLE, Type.UINT, Type.DYN));
        Type other = pick(List.of(Type.INT, Type.DOUBLE, Type.UINT, Type.DYN));
        yield "(" + of(type, d) + relation() + of(other, d) + ")";
      }
      case 7 -> {
        Type type =
            pick(List.of(Type.STRING, Type.BYTES, Type.TIMESTAMP, Type.DURATION, Type.BOOL));
        yield "(" + of(type, d) + relation() + of(type, d) + ")";
      }
      case 8, 9 -> {
        Type type = pick(List.of(Type.values()));
        yield "(" + of(type, d) + equality() + of(type, d) + ")";
      }
      case 10 -> "(dyn(" + any(d) + ")" + equality() + any(d) + ")";
      case 11 -> "(dyn(" + any(d) + ") in " + of(Type.LIST, d) + ")";
      case 12 -> "(dyn(" + any(d) + ") in " + of(Type.MAP, d) + ")";
      case 13 ->
          of(Type.STRING, d)
              + pick(List.of(".contains(", ".startsWith(", ".endsWith("))
              + of(Type.STRING, d)
              + ")";
      case 14 ->
          random.nextBoolean()
              ? of(Type.STRING, d) + ".matches(" + pick(REGEXES) + ")"
              : "matches(" + of(Type.STRING, d) + ", " + of(Type.STRING, d) + ")";
      case 15, 16 -> loop(pick(List.of("all", "exists", "exists_one")), Type.BOOL, d);
      case 17 -> "bool(" + of(Type.STRING, d) + ")";
      case 18 ->
          random.nextBoolean()
              ? "(" + pick(SOURCES) + " - " + pick(SOURCES) + relation() + pick(DURATIONS) + ")"
              : "(event.type in [" + pick(STRINGS) + ", " + pick(STRINGS) + "])";
      default -> "has(" + of(Type.MAP, d) + "." + pick(PROPERTIES) + ")";
    };
  }

  private String loop(String macro, Type body, int depth) {
    String range =
        switch (random.nextInt(5)) {
          case 0 -> "views";
          case 1 -> of(Type.MAP, depth);
          case 2 -> dyn(depth);
          default -> of(Type.LIST, depth);
        };
    String name = pick(List.of("v", "w", "x", "event"));
    variables.push(name);
    String inside = of(body, depth);
    if (macro.equals("map") && random.nextInt(3) == 0) {
      inside = of(Type.BOOL, depth) + ", " + inside;
    }
    variables.pop();
    return range + "." + macro + "(" + name + ", " + inside + ")";
  }

  private String integer(int depth) {
    if (depth == 0) {
      return random.nextInt(6) == 0 ? pick(List.of("n", "size(views)")) : pick(INTS);
    }
    int d = depth - 1;
    return switch (random.nextInt(10)) {
      case 0, 1, 2 ->
          "("
              + of(Type.INT, d)
              + pick(List.of(" + ", " - ", " * ", " / ", " % "))
              + of(Type.INT, d)
              + ")";
      case 3 -> "-" + "(" + of(Type.INT, d) + ")";
      case 4 -> "size(" + of(pick(List.of(Type.STRING, Type.BYTES, Type.LIST, Type.MAP)), d) + ")";
      case 5 ->
          "int("
              + of(pick(List.of(Type.INT, Type.UINT, Type.DOUBLE, Type.STRING, Type.TIMESTAMP)), d)
              + ")";
      case 6 ->
          of(Type.STRING, d)
              + pick(List.of(".indexOf(", ".lastIndexOf("))
              + of(Type.STRING, d)
              + (random.nextBoolean() ? ", " + small() : "")
              + ")";
      case 7 -> of(Type.TIMESTAMP, d) + "." + pick(FIELDS) + "(" + zone() + ")";
      case 8 ->
          of(Type.DURATION, d)
              + pick(
                  List.of(".getHours()", ".getMinutes()", ".getSeconds()", ".getMilliseconds()"));
      default -> pick(List.of("sum", "min", "max")) + "([" + of(Type.INT, d) + ", 3])";
    };
  }

  private String zone() {
    int dice = random.nextInt(4);
    return dice == 0 ? pick(ZONES) : dice == 1 ? "dyn(" + pick(STRINGS) + ")" : "";
  }

  private String small() {
    return pick(List.of("0", "1", "2", "-1", "5", "3000000000", "event.i"));
  }

  private String unsigned(int depth) {
    if (depth == 0) {
      return pick(UINTS);
    }
    int d = depth - 1;
    return random.nextInt(3) > 0
        ? "("
            + of(Type.UINT, d)
            + pick(List.of(" + ", " - ", " * ", " / ", " % "))
            + of(Type.UINT, d)
            + ")"
        : "uint(" + of(pick(List.of(Type.INT, Type.UINT, Type.DOUBLE, Type.STRING)), d) + ")";
  }

  private String real(int depth) {
    if (depth == 0) {
      return random.nextInt(6) == 0 ? "spend" : pick(DOUBLES);
    }
    int d = depth - 1;
    return switch (random.nextInt(6)) {
      case 0, 1 ->
          "("
              + of(Type.DOUBLE, d)
              + pick(List.of(" + ", " - ", " * ", " / "))
              + of(Type.DOUBLE, d)
              + ")";
      case 2 -> "-" + "(" + of(Type.DOUBLE, d) + ")";
      case 3 ->
          "double(" + of(pick(List.of(Type.INT, Type.UINT, Type.DOUBLE, Type.STRING)), d) + ")";
      case 4 ->
          pick(List.of("avg", "min", "max", "sum"))
              + "("
              + pick(List.of("top3", "[" + of(Type.DOUBLE, d) + "]", "event.nums", "event.l"))
              + ")";
      default -> pick(DOUBLES);
    };
  }

  private String text(int depth) {
    if (depth == 0) {
      return random.nextInt(5) == 0 ? "event.type" : pick(STRINGS);
    }
    int d = depth - 1;
    return switch (random.nextInt(12)) {
      case 0, 1 -> "(" + of(Type.STRING, d) + " + " + of(Type.STRING, d) + ")";
      case 2 ->
          "string("
              + of(
                  pick(
                      List.of(
                          Type.INT,
                          Type.UINT,
                          Type.DOUBLE,
                          Type.STRING,
                          Type.BOOL,
                          Type.BYTES,
                          Type.TIMESTAMP,
                          Type.DURATION)),
                  d)
              + ")";
      case 3 -> of(Type.STRING, d) + ".charAt(" + small() + ")";
      case 4 -> of(Type.STRING, d) + ".substring(" + small() + ")";
      case 5 -> of(Type.STRING, d) + ".substring(" + small() + ", " + small() + ")";
      case 6 ->
          of(Type.STRING, d)
              + ".replace("
              + of(Type.STRING, d)
              + ", "
              + of(Type.STRING, d)
              + (random.nextBoolean() ? ", " + small() : "")
              + ")";
      case 7 ->
          of(Type.STRING, d)
              + pick(List.of(".lowerAscii()", ".upperAscii()", ".trim()", ".reverse()"));
      case 8 -> "strings.quote(" + of(Type.STRING, d) + ")";
      case 9 ->
          "["
              + of(Type.STRING, d)
              + ", "
              + of(Type.STRING, d)
              + "].join("
              + (random.nextBoolean() ? of(Type.STRING, d) : "")
              + ")";
      case 10 -> of(Type.STRING, d) + ".split(" + of(Type.STRING, d) + ").join('|')";
      default -> pick(STRINGS);
    };
  }

  private String bytes(int depth) {
    if (depth == 0) {
      return pick(BYTES);
    }
    return random.nextBoolean()
        ? "(" + of(Type.BYTES, depth - 1) + " + " + of(Type.BYTES, depth - 1) + ")"
        : "bytes(" + of(Type.STRING, depth - 1) + ")";
  }

  private String time(int depth) {
    if (depth == 0) {
      return pick(TIMES);
    }
    int d = depth - 1;
    return switch (random.nextInt(5)) {
      case 0, 1 ->
          "(" + of(Type.TIMESTAMP, d) + pick(List.of(" + ", " - ")) + of(Type.DURATION, d) + ")";
      case 2 -> "(" + of(Type.DURATION, d) + " + " + of(Type.TIMESTAMP, d) + ")";
      case 3 -> "timestamp(" + of(pick(List.of(Type.INT, Type.STRING)), d) + ")";
      default -> pick(TIMES);
    };
  }

  private String duration(int depth) {
    if (depth == 0) {
      return pick(DURATIONS);
    }
    int d = depth - 1;
    return switch (random.nextInt(5)) {
      case 0, 1 -> "(" + of(Type.TIMESTAMP, d) + " - " + of(Type.TIMESTAMP, d) + ")";
      case 2 ->
          "(" + of(Type.DURATION, d) + pick(List.of(" + ", " - ")) + of(Type.DURATION, d) + ")";
      case 3 -> "duration(dyn(" + of(Type.STRING, d) + "))";
      default -> pick(DURATIONS);
    };
  }

  private String list(int depth) {
    if (depth == 0) {
      return pick(
          List.of(
              "[]",
              "views",
              "top3",
              "event.l",
              "event.nums",
              "[1, 2, 3]",
              "['a', 'b']",
              "[1, 2.0, 3u]",
              "[null]",
              "[[1], [2.0]]"));
    }
    int d = depth - 1;
    return switch (random.nextInt(7)) {
      case 0 -> "[" + any(d) + ", " + any(d) + ", " + any(d) + "]";
      case 1 -> "(" + of(Type.LIST, d) + " + " + of(Type.LIST, d) + ")";
      case 2 -> loop("map", Type.DYN, d);
      case 3 -> loop("filter", Type.BOOL, d);
      case 4 ->
          of(Type.STRING, d)
              + ".split("
              + of(Type.STRING, d)
              + (random.nextBoolean() ? ", " + small() : "")
              + ")";
      case 5 -> "[" + any(d) + "]";
      default -> loop("map", Type.INT, d);
    };
  }

  private String map(int depth) {
    if (depth == 0) {
      return pick(
          List.of(
              "event",
              "profile",
              "event.m",
              "cart_add",
              "{}",
              "{'a': 1, 'i': 2.0}",
              "{1: 'x', 2u: 'y'}",
              "{true: 1}",
              "{'b': null}"));
    }
    int d = depth - 1;
    Type key = pick(List.of(Type.STRING, Type.INT, Type.UINT, Type.BOOL));
    return random.nextInt(3) > 0
        ? "{" + of(key, d) + ": " + any(d) + ", " + of(key, d) + ": " + any(d) + "}"
        : "{'k': " + any(d) + ", 'i': " + any(d) + "}";
  }

  private String relation() {
    return pick(List.of(" < ", " <= ", " > ", " >= "));
  }

  private String equality() {
    return pick(List.of(" == ", " != "));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
