package dev.nudge.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompactDoubleTest {
  @Property
  void everyDoubleIsReadAsItIsWritten(@ForAll long bits) {
    assertThat(written(bits)).isEqualTo(bits);
  }

  @Property
  void soIsEveryNumberOfHundredths(@ForAll long hundredths) {
    long bits = Double.doubleToRawLongBits(hundredths / 100.0);

    assertThat(written(bits)).isEqualTo(bits);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        -0.0,
        2.5,
        -99.99,
        Long.MAX_VALUE / 100.0,
        Long.MIN_VALUE / 100.0, // the only long whose absolute value is below zero
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        Double.NaN,
        Double.NEGATIVE_INFINITY
      })
  void soAreTheEdges(double value) {
    long bits = Double.doubleToRawLongBits(value);

    assertThat(written(bits)).isEqualTo(bits);
  }

  private static long written(long bits) {
    StateWriter writer = new StateWriter();
    CompactDouble.write(writer, bits);
    StateReader reader = new StateReader(writer.toBytes());
    long read = CompactDouble.read(reader);
    assertThat(reader.atEnd()).isTrue();
    return read;
  }
}
