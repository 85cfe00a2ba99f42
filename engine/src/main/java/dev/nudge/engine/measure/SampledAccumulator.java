package dev.nudge.engine.measure;

/** What keeps events one by one, as samples: a window that they leave as the clock moves. */
abstract class SampledAccumulator extends Accumulator {
  final Samples samples;

  SampledAccumulator(Samples samples) {
    this.samples = samples;
  }

  @Override
  long bytes(MeasurePlan plan) {
    return FIXED_BYTES + samples.bytes();
  }

  @Override
  final boolean isEmpty() {
    return samples.isEmpty();
  }

  @Override
  final long latest() {
    return samples.latest();
  }
}
