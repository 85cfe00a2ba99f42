package dev.nudge.engine.expression;

import com.google.common.primitives.UnsignedLong;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code format(x, '0.00')}, {@code format(x, '#,##0.00', 'de')} and {@code round(x, 2)}: numbers
 * for people. Patterns are those of {@link DecimalFormat}; halves are rounded away from zero, as
 * people do, by the number's shortest decimal form.
 */
final class NumberFunctions {
  private static final EvaluationError NOT_FINITE =
      new EvaluationError(EvaluationError.Reason.CONVERSION, "a number that is not finite");
  private static final EvaluationError PATTERN =
      new EvaluationError(
          EvaluationError.Reason.CONVERSION, "no pattern for numbers; write it as '#,##0.00'");
  private static final EvaluationError LOCALE =
      new EvaluationError(
          EvaluationError.Reason.CONVERSION, "no known locale; write it as 'de' or 'pt-BR'");

  /** As many places as the least double has. */
  private static final int MOST_PLACES = 340;

  private static final int LONGEST_PATTERN = 100;
  private static final Set<Locale> LOCALES = Set.of(Locale.getAvailableLocales());

  private NumberFunctions() {}

  /** A number to so many places behind the point, 0 to {@value #MOST_PLACES}: a double. */
  static @Nullable Object round(Object[] args) {
    long places = 0;
    if (args.length > 1) {
      if (!(args[1] instanceof Long wanted)) {
        return null;
      }
      places = wanted;
    }
    if (!(args[0] instanceof Number number)) {
      return null;
    }
    if (places < 0 || places > MOST_PLACES) {
      return ArithmeticNode.OVERFLOW;
    }
    @Nullable BigDecimal exact = exact(number);
    return exact == null
        ? NOT_FINITE
        : (Object) exact.setScale((int) places, RoundingMode.HALF_UP).doubleValue();
  }

  /** A number as text, by a pattern and, where there is a third argument, in that locale. */
  static @Nullable Object format(Object[] args) {
    if (!(args[0] instanceof Number number && args[1] instanceof String pattern)) {
      return null;
    }
    @Nullable Locale locale = Locale.ROOT;
    if (args.length > 2) {
      if (!(args[2] instanceof String tag)) {
        return null;
      }
      locale = locale(tag);
    }
    if (locale == null) {
      return LOCALE;
    }
    @Nullable DecimalFormat format = pattern(pattern, locale);
    if (format == null) {
      return PATTERN;
    }
    @Nullable BigDecimal exact = exact(number);
    return exact == null ? NOT_FINITE : format.format(exact);
  }

  /** The locale of a tag, {@code pt-BR} or {@code pt_BR}; null for one that nobody knows. */
  static @Nullable Locale locale(String tag) {
    Locale locale = Locale.forLanguageTag(tag.replace('_', '-'));
    return !locale.equals(Locale.ROOT) && LOCALES.contains(locale) ? locale : null;
  }

  /** The format of a pattern, null for one that is none. */
  static @Nullable DecimalFormat pattern(String pattern, Locale locale) {
    if (pattern.length() > LONGEST_PATTERN || !hasDigit(pattern)) {
      return null;
    }
    try {
      DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(locale));
      format.setRoundingMode(RoundingMode.HALF_UP);
      return format;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Java takes 'abc' for a pattern too: one that shows no number at all. */
  private static boolean hasDigit(String pattern) {
    return pattern.indexOf('0') >= 0 || pattern.indexOf('#') >= 0;
  }

  private static @Nullable BigDecimal exact(Number number) {
    if (number instanceof Double value) {
      return Double.isFinite(value) ? BigDecimal.valueOf(value) : null;
    }
    return number instanceof UnsignedLong unsigned
        ? new BigDecimal(unsigned.bigIntegerValue())
        : BigDecimal.valueOf(number.longValue());
  }
}
