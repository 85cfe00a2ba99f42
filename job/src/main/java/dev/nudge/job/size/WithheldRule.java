package dev.nudge.job.size;

import java.util.List;

/** Candidates that were withheld: the texts and lists of the offer are shortened, then it goes. */
final class WithheldRule implements Rule {
  @Override
  public List<Step> steps() {
    return List.of(
        record -> record.change("offer", offer -> Shortened.value(offer, 1024, 100)),
        record -> record.change("offer", offer -> Shortened.value(offer, 256, 10)),
        record -> record.drop("offer"));
  }
}
