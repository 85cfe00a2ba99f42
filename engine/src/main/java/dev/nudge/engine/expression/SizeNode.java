package dev.nudge.engine.expression;

import dev.cel.common.values.CelByteString;
import dev.nudge.engine.event.Kind;
import java.util.List;
import java.util.Map;

/** {@code size(x)}: of a string in characters, of bytes, lists and maps. */
final class SizeNode extends Node {
  private final Node operand;
  private final Mismatch mismatch = new Mismatch("size()");

  SizeNode(Node operand) {
    this.operand = operand;
  }

  @Override
  public Kind evaluate(Frame frame) {
    Kind kind = operand.evaluate(frame);
    return switch (kind) {
      case ERROR -> kind;
      case STRING -> {
        String text = (String) ref(frame);
        yield leave(frame, (long) text.codePointCount(0, text.length()));
      }
      case LIST -> leave(frame, (long) ((List<?>) ref(frame)).size());
      case MAP -> leave(frame, (long) ((Map<?, ?>) ref(frame)).size());
      case BYTES -> leave(frame, (long) ((CelByteString) ref(frame)).size());
      default -> fail(frame, mismatch.of(kind));
    };
  }
}
