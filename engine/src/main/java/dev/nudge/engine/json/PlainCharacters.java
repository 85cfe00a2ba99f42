package dev.nudge.engine.json;

import dev.nudge.engine.document.PlainText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/** JSON that may be shown as it is: whatever is not {@link PlainText} is escaped. */
final class PlainCharacters extends CharacterEscapes {
  private static final long serialVersionUID = 1;

  private static final int DELETE = 0x7F;

  private final int[] ascii = standardAsciiEscapesForJSON();

  PlainCharacters() {
    ascii[DELETE] = ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii;
  }

  /** Asked for what is not ASCII only. */
  @Override
  public @Nullable SerializableString getEscapeSequence(int c) {
    return c <= Character.MAX_VALUE && PlainText.isControl((char) c)
        ? new SerializedString(PlainText.escaped((char) c))
        : null;
  }
}
