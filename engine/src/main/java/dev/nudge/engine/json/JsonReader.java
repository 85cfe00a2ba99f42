package dev.nudge.engine.json;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.NameLimit;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.RecentStrings;
import dev.nudge.engine.event.Register;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads one JSON object after the other in one pass each, member by member. A whole number keeps
 * its digits: within 64 bits it is an INT, up to 2^64 a UINT, beyond that a text; a number with a
 * point or an exponent is a DOUBLE. Of two members of one name the last counts (within the object;
 * the sink sees both); half a surrogate pair becomes U+FFFD. Not safe for use by several threads.
 */
public final class JsonReader {
  /** The deepest nesting that is read. */
  public static final int DEEPEST = 64;

  /** The greatest number of members of one object. */
  public static final int WIDEST = 1_000;

  /** The greatest number of characters of one string. */
  public static final int LONGEST = 1 << 20;

  /** The same of a name, so that what is beyond {@link NameLimit} is told as that. */
  private static final int LONGEST_NAME = 1 << 16;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(1_000)
                  .maxStringLength(LONGEST)
                  .maxNameLength(LONGEST_NAME)
                  .build())
          .build();

  private final RecentStrings recent = new RecentStrings();
  private final Register register = new Register();
  private @Nullable Rejection rejection;

  /** Takes the members of an object, in the order of the text. */
  public interface Members {
    /**
     * One member.
     *
     * @param value holds the value as its kind says, until this call returns
     */
    void take(String name, Kind kind, Register value);
  }

  /**
   * Reads the object that is the whole of {@code bytes[from, to)}.
   *
   * @return why it could not be read; the members up to there have been taken all the same
   */
  public Optional<Rejection> read(byte[] bytes, int from, int to, Members members) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        return first == null
            ? rejected(Rejection.NOT_JSON, "nothing there")
            : rejected(Rejection.NOT_AN_OBJECT, "it begins with " + parser.getString());
      }
      int count = 0;
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        Kind kind = value(parser, parser.nextToken());
        if (kind == Kind.ERROR) {
          return Optional.ofNullable(rejection);
        }
        if (++count > WIDEST) {
          return rejected(Rejection.BEYOND_LIMITS, "more than " + WIDEST + " members");
        }
        if (NameLimit.isExceededBy(name)) {
          return rejected(Rejection.BEYOND_LIMITS, "a name of " + NameLimit.detail(name));
        }
        members.take(WellFormed.of(name), kind, register);
      }
      return parser.nextToken() == null
          ? Optional.empty()
          : rejected(Rejection.NOT_JSON, "something follows the object");
    } catch (StreamConstraintsException e) {
      return rejected(Rejection.BEYOND_LIMITS, e.getOriginalMessage());
    } catch (JacksonException e) {
      return rejected(Rejection.NOT_JSON, at(e) + e.getOriginalMessage());
    }
  }

  /** Reads the JSON value that is the whole of a text. */
  public static Parsed<Object> value(String json) {
    JsonReader reader = new JsonReader();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      @Nullable Object value = reader.boxed(parser, parser.nextToken());
      if (value == null) {
        return Parsed.rejected(Rejection.NOT_JSON, "nothing there, or a number out of range");
      }
      return parser.nextToken() == null
          ? Parsed.accepted(value)
          : Parsed.rejected(Rejection.NOT_JSON, "something follows the value");
    } catch (JacksonException e) {
      return Parsed.rejected(Rejection.NOT_JSON, at(e) + e.getOriginalMessage());
    }
  }

  private Kind value(JsonParser parser, @Nullable JsonToken token) {
    if (token == JsonToken.VALUE_STRING) {
      register.ref = recent.of(WellFormed.of(parser.getString()));
      return Kind.STRING;
    }
    if (token == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      register.word = parser.getLongValue();
      return Kind.INT;
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return big(parser.getString());
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      double number = parser.getDoubleValue();
      if (!Double.isFinite(number)) {
        rejection = new Rejection(Rejection.NUMBER_RANGE, parser.getString());
        return Kind.ERROR;
      }
      register.word = Double.doubleToRawLongBits(number);
      return Kind.DOUBLE;
    }
    @Nullable Object value = boxed(parser, token);
    return value == null ? Kind.ERROR : register.put(value);
  }

  /** A whole number beyond 64 bits with a sign. */
  private Kind big(String digits) {
    try {
      register.word = Long.parseUnsignedLong(digits);
      return Kind.UINT;
    } catch (NumberFormatException e) {
      register.ref = digits;
      return Kind.STRING;
    }
  }

  /** The boxed value that begins with this token, or null where a rejection says why not. */
  private @Nullable Object boxed(JsonParser parser, @Nullable JsonToken token) {
    if (token == null) {
      rejection = new Rejection(Rejection.NOT_JSON, "it ends too early");
      return null;
    }
    return switch (token) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Null.NULL;
      case START_ARRAY -> array(parser);
      case START_OBJECT -> object(parser);
      case VALUE_STRING -> WellFormed.of(parser.getString());
      default -> number(value(parser, token));
    };
  }

  private @Nullable Object number(Kind kind) {
    if (kind == Kind.ERROR) {
      return null;
    }
    return register.box(kind);
  }

  private @Nullable Object array(JsonParser parser) {
    List<Object> elements = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      @Nullable Object element = boxed(parser, next);
      if (element == null) {
        return null;
      }
      elements.add(element);
    }
    return Collections.unmodifiableList(elements);
  }

  private @Nullable Object object(JsonParser parser) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      @Nullable Object member = boxed(parser, parser.nextToken());
      if (member == null) {
        return null;
      }
      members.put(WellFormed.of(name), member);
    }
    return Collections.unmodifiableMap(members);
  }

  private static Optional<Rejection> rejected(String reason, String detail) {
    return Optional.of(new Rejection(reason, detail));
  }

  private static String at(JacksonException e) {
    return e.getLocation() == null || e.getLocation().getColumnNr() <= 0
        ? ""
        : "column " + e.getLocation().getColumnNr() + ": ";
  }
}
