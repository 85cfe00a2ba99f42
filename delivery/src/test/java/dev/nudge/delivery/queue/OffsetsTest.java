package dev.nudge.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

class OffsetsTest {
  private static final TopicPartition PLACE = new TopicPartition("triggers", 0);

  /** Each record needs something done or not, and what does is done in any order. */
  @Property(tries = 200)
  void nothingIsCommittedThatIsNotDone(
      @ForAll @Size(max = 60) List<Boolean> records, @ForAll Random random) {
    Offsets offsets = new Offsets();
    TreeSet<Long> open = new TreeSet<>();
    long next = 0;
    for (boolean ours : records) {
      if (ours) {
        offsets.begin(PLACE, next);
        open.add(next);
      } else {
        offsets.pass(PLACE, next);
      }
      next++;
      if (!open.isEmpty() && random.nextBoolean()) {
        long done = List.copyOf(open).get(random.nextInt(open.size()));
        open.remove(done);
        offsets.done(PLACE, done);
      }
      long expected = open.isEmpty() ? next : open.first();
      assertThat(offsets.toCommit()).containsEntry(PLACE, new OffsetAndMetadata(expected));
    }
    for (long done : List.copyOf(open)) {
      offsets.done(PLACE, done);
    }
    assertThat(offsets.held()).isZero();
  }
}
