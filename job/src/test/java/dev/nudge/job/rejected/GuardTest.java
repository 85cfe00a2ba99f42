package dev.nudge.job.rejected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GuardTest {
  private final Guard guard = new Guard(new RejectedCounts(new UnregisteredMetricsGroup()));

  @AfterEach
  void nothingIsInterrupted() {
    Thread.interrupted();
  }

  @Test
  void aMistakeBecomesARejectionThatNamesItAndItsPlace() {
    assertThat(guard.run(() -> List.of().iterator().next()))
        .hasValueSatisfying(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo("internal");
              assertThat(rejection.detail()).startsWith("NoSuchElementException, at ");
            });
  }

  @Test
  void aStackThatOverflowsIsAMistakeToo() {
    assertThat(guard.run(() -> assertThat(deeper(1)).isPositive()))
        .hasValueSatisfying(
            rejection -> assertThat(rejection.detail()).startsWith("StackOverflowError"));
  }

  private static int deeper(int depth) {
    return depth == 0 ? 0 : 1 + deeper(depth + 1);
  }

  @Test
  void whatGoesWellIsNotRejected() {
    assertThat(guard.run(() -> {})).isEmpty();
  }

  @Test
  void whatIsFlinksOwnGoesOn() {
    assertThatThrownBy(() -> guard.run(() -> raise(new CancelTaskException("cancelled"))))
        .isInstanceOf(CancelTaskException.class);
    assertThatThrownBy(() -> guard.run(() -> raise(new FlinkRuntimeException("RocksDB"))))
        .isInstanceOf(FlinkRuntimeException.class);
    assertThatThrownBy(
            () -> guard.run(() -> raise(new IllegalStateException(new InterruptedException()))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                guard.run(
                    () -> {
                      throw new IOException("disk");
                    }))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whateverFailsOnAThreadThatIsToStopGoesOn() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> guard.run(() -> raise(new IllegalStateException("in the middle"))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void memoryThatHasRunOutEndsTheJob() {
    assertThatThrownBy(
            () ->
                guard.run(
                    () -> {
                      throw new OutOfMemoryError("heap");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
  }

  private static void raise(RuntimeException failure) {
    throw failure;
  }
}
