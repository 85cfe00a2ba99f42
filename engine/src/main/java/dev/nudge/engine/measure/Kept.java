package dev.nudge.engine.measure;

import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.event.Weight;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * Values that outlive their event, unboxed: a word and a mark. The mark of a number or boolean is
 * its {@link Kind}, and the word holds it; the mark of any other value is the value itself. Lists
 * and maps are copied, for an expression may have lent a view.
 */
final class Kept {
  private Kept() {}

  /**
   * The mark of the value in a register, as it is, or null where it is of a kind that cannot be
   * kept (bytes, types, lists nested without reason).
   */
  static @Nullable Object mark(Kind kind, Register value) {
    return switch (kind) {
      case INT, UINT, DOUBLE, BOOL -> kind;
      case NULL -> Null.NULL;
      case STRING, TIMESTAMP, DURATION -> value.ref;
      case LIST, MAP -> value.ref == null ? null : KeyForm.copy(value.ref);
      case ERROR, BYTES, TYPE -> null;
    };
  }

  /**
   * The mark of the value in a register in its {@link KeyForm}, or null where it cannot be kept.
   * Changes the register's word.
   */
  static @Nullable Object key(Kind kind, Register value) {
    return mark(KeyForm.of(kind, value), value);
  }

  /** Leaves a kept value in a register and returns its kind. */
  static Kind load(Object mark, long word, Register into) {
    if (mark instanceof Kind kind) {
      into.word = word;
      return kind;
    }
    return into.put(mark);
  }

  /** What a value takes besides its word and the reference to its mark, in bytes, about. */
  static long weight(Object mark) {
    return mark instanceof Kind || mark == Null.NULL ? 0 : Weight.ofPart(mark, Long.MAX_VALUE);
  }

  static int hash(Object mark, long word) {
    int hash = mark instanceof Kind kind ? Long.hashCode(word) * 31 + kind.code() : mark.hashCode();
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }

  static boolean same(Object mark, long word, Object otherMark, long otherWord) {
    return mark == otherMark
        ? word == otherWord || !(mark instanceof Kind)
        : !(mark instanceof Kind) && mark.equals(otherMark);
  }

  static void write(StateWriter writer, Object mark, long word) {
    if (mark instanceof Kind kind) {
      writer.varint(kind.code());
      switch (kind) {
        case DOUBLE -> CompactDouble.write(writer, word);
        case INT -> writer.zigzag(word);
        default -> writer.varint(word);
      }
    } else {
      writer.varint(0);
      writer.value(mark);
    }
  }

  /** Leaves the word in a register and returns the mark. */
  static Object read(StateReader reader, Register into) {
    long code = reader.varint();
    into.word = 0;
    if (code == 0) {
      Object value = reader.value();
      if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
        throw reader.corrupt("a number among the objects");
      }
      return value;
    }
    Kind kind = Kind.ofCode(code > 12 ? 0 : (int) code);
    switch (kind) {
      case DOUBLE -> into.word = CompactDouble.read(reader);
      case INT -> into.word = reader.zigzag();
      case UINT, BOOL -> into.word = reader.varint();
      default -> throw reader.corrupt("a value of unknown kind " + code);
    }
    return kind;
  }
}
