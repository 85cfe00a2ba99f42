package dev.nudge.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.engine.document.PlainText;
import dev.nudge.engine.event.Null;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** What is written by hand is what Jackson writes, byte for byte. */
class JsonBytesLawsTest {
  private static final String[] ODD = {
    "\u0000",
    "\b",
    "\t",
    "\n",
    "\f",
    "\r",
    "\u001B",
    "\u007F",
    "\u0085",
    "\u009F",
    "\u00A0",
    "\"",
    "\\",
    "/",
    "\u07FF",
    "\u0800",
    "\u2028",
    "\u202E",
    "\u2066",
    "\u2069",
    "\uD7FF",
    "\uE000",
    "\uFFFF",
    "\uD83D\uDE00",
    "\uDBFF\uDFFF",
    "\uD83D",
    "\uDE00",
    "\uD83D\uD83D\uDE00"
  };

  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    0.01,
    0.05,
    0.001,
    9_999_999.99,
    1e7,
    1e-5,
    129.99,
    -65.1,
    0.1 + 0.2,
    Math.PI,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    4.35,
    1.005,
    1e22,
    -9_999_999.99,
    9_999_999.999
  };

  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .characterEscapes(new PlainCharacters())
          .build();

  private final JsonWriter writer = new JsonWriter();

  @Property(tries = 2_000)
  void valuesAreWrittenAsJacksonWritesThem(@ForAll long seed) {
    Object value = value(new Random(seed), 4);

    assertThat(text(writer.writeValue(value))).isEqualTo(jackson(value));
  }

  @Property
  void anyTextIsWrittenAsJacksonWritesIt(@ForAll String text) {
    assertThat(text(writer.writeValue(text))).isEqualTo(jackson(text));
  }

  @Property(tries = 5_000)
  void anyNumberIsWrittenAsJacksonWritesIt(@ForAll double number, @ForAll long whole) {
    assertThat(text(writer.writeValue(number))).isEqualTo(jackson(number));
    assertThat(text(writer.writeValue(whole))).isEqualTo(jackson(whole));
    assertThat(text(writer.writeValue(whole / 100.0))).isEqualTo(jackson(whole / 100.0));
  }

  @Property(tries = 5_000)
  void pricesAreWrittenAsJacksonWritesThem(@ForAll int hundredths) {
    double price = hundredths / 100.0;

    assertThat(text(writer.writeValue(price))).isEqualTo(jackson(price));
    assertThat(text(writer.writeValue(Math.nextUp(price)))).isEqualTo(jackson(Math.nextUp(price)));
  }

  @Property
  void anyTimeIsWrittenAsItsFormatSays(@ForAll long time) {
    long millis = time % (2 * IsoTime.MAX);
    JsonBytes json = new JsonBytes(Integer.MAX_VALUE);
    json.time(millis);

    assertThat(text(json.toBytes())).isEqualTo('"' + IsoTime.format(millis) + '"');
  }

  @Test
  void doublesThatAreSpecialAreWrittenAsJacksonWritesThem() {
    for (double number : DOUBLES) {
      assertThat(text(writer.writeValue(number))).isEqualTo(jackson(number));
    }
    for (double none : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0}) {
      assertThat(text(writer.writeValue(none))).isEqualTo(jackson(none));
    }
  }

  @Test
  void pairsOfCharactersStayTogetherWhereverTheyStand() {
    for (int before = 505; before < 520; before++) {
      String text = "x".repeat(before) + "\uD83D\uDE00".repeat(400) + "\uD83D";

      assertThat(text(writer.writeValue(text))).isEqualTo(jackson(text));
    }
  }

  @Test
  void whatIsNestedTooDeepIsRefused() {
    Object value = 1L;
    for (int i = 0; i < 1_000; i++) {
      value = List.of(value);
    }
    assertThat(text(writer.writeValue(value))).startsWith("[[[");
    Object deeper = List.of(value);
    assertThatThrownBy(() -> writer.writeValue(deeper))
        .isInstanceOf(StreamConstraintsException.class);
    assertThat(text(writer.writeValue("as before"))).isEqualTo("\"as before\"");
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> string(random);
      case 1 -> random.nextLong() >> random.nextInt(64);
      case 2 -> Double.longBitsToDouble(random.nextLong());
      case 3 -> random.nextInt() / 100.0;
      case 4 -> random.nextBoolean();
      case 5 -> Null.NULL;
      case 6 -> Instant.ofEpochMilli(random.nextLong() % IsoTime.MAX);
      case 7 -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(string(random), value(random, depth - 1));
        }
        yield map;
      }
    };
  }

  private static String string(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      if (random.nextBoolean()) {
        text.append(ODD[random.nextInt(ODD.length)]);
      } else {
        text.append("ab".repeat(random.nextInt(200)));
      }
    }
    return text.toString();
  }

  private static String jackson(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JACKSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      jackson(json, value);
    }
    return text(bytes.toByteArray());
  }

  private static void jackson(JsonGenerator json, Object value) {
    if (value instanceof String text) {
      json.writeString(WellFormed.of(text));
    } else if (value instanceof Long number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Double number) {
      json.writeNumber(number.doubleValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value == Null.NULL) {
      json.writeNull();
    } else if (value instanceof Instant time) {
      json.writeString(IsoTime.format(time.toEpochMilli()));
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      list.forEach(element -> jackson(json, element));
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (name, element) -> {
            json.writeName(WellFormed.of(name.toString()));
            jackson(json, element);
          });
      json.writeEndObject();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** What is not plain text is escaped. */
  private static final class PlainCharacters extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    private final int[] ascii = standardAsciiEscapesForJSON();

    PlainCharacters() {
      ascii[0x7F] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      return c <= Character.MAX_VALUE && PlainText.isControl((char) c)
          ? new SerializedString(PlainText.escaped((char) c))
          : null;
    }
  }
}
