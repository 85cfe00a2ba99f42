package dev.nudge.job.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.UserState;
import dev.nudge.job.message.Kept;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Users in front of a state that has bytes are those that the state would have had. */
class WriteBackTest {
  private static final int ROOM_FOR_TWO = 1_900;

  private String key = "";
  private final Disk disk = new Disk();

  private WriteBack over(long most) {
    DetectMetrics counts = new DetectMetrics(new UnregisteredMetricsGroup());
    return new WriteBack(disk, () -> key, at -> key = at, counts, most);
  }

  /** Keeps bytes by the key at hand. */
  private final class Disk implements ValueState<Kept<Remembered>> {
    final Map<String, byte[]> bytes = new HashMap<>();
    int reads;
    int writes;

    @Override
    public @Nullable Kept<Remembered> value() {
      reads++;
      return read(key);
    }

    @Nullable Kept<Remembered> read(String at) {
      byte[] found = bytes.get(at);
      try {
        return found == null
            ? null
            : RememberedForm.INSTANCE.deserialize(new DataInputDeserializer(found));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void update(Kept<Remembered> kept) {
      writes++;
      try {
        DataOutputSerializer out = new DataOutputSerializer(64);
        RememberedForm.INSTANCE.serialize(kept, out);
        bytes.put(key, out.getCopyOfBuffer());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void clear() {
      bytes.remove(key);
    }
  }

  @Property(tries = 500)
  void whatIsReadIsWhatWasWrittenLast(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    disk.bytes.clear();
    WriteBack users = over(random.nextInt(5) * ROOM_FOR_TWO / 2);
    Map<String, Long> expected = new HashMap<>();
    for (long i = 0; i < 200; i++) {
      String user = "u" + random.nextInt(6);
      key = user;
      Kept<Remembered> kept = users.value();
      assertThat(key).isEqualTo(user);
      assertThat(kept == null ? null : kept.value().orElseThrow().seenAt)
          .isEqualTo(expected.get(user));
      switch (random.nextInt(10)) {
        case 0 -> {
          users.clear();
          expected.remove(user);
        }
        case 1 -> {
          users.flush();
          assertThat(disk.bytes.keySet()).isEqualTo(expected.keySet());
          expected.forEach((at, time) -> assertThat(seenAt(at)).isEqualTo(time));
        }
        default -> {
          Remembered known =
              kept == null ? new Remembered(new UserState(user)) : kept.value().orElseThrow();
          known.seenAt = i;
          users.update(Kept.of(known));
          assertThat(key).isEqualTo(user);
          expected.put(user, i);
        }
      }
    }
  }

  private long seenAt(String at) {
    return disk.read(at).value().orElseThrow().seenAt;
  }

  @Test
  void aUserIsReadOnceAndWrittenOnceBetweenCheckpoints() throws Exception {
    WriteBack users = over(10 * ROOM_FOR_TWO);
    for (int i = 0; i < 20; i++) {
      key = "u" + i % 2;
      see(users, i);
    }
    users.flush();
    users.flush();
    assertThat(disk.reads).isEqualTo(2);
    assertThat(disk.writes).isEqualTo(2);
  }

  @Test
  void aCheckpointNeverHasManyToWrite() throws Exception {
    WriteBack users = over(Long.MAX_VALUE);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 2 * WriteBack.UNWRITTEN; i++) {
        key = "u" + i;
        see(users, i);
      }
      assertThat(disk.writes).isEqualTo((2 * round + 1) * WriteBack.UNWRITTEN);
      users.flush();
      assertThat(disk.writes).isEqualTo((2 * round + 2) * WriteBack.UNWRITTEN);
    }
    assertThat(disk.reads).isEqualTo(2 * WriteBack.UNWRITTEN);
  }

  @Test
  void whoWasThereLongestAgoGoesFirst() throws Exception {
    WriteBack users = over(ROOM_FOR_TWO);
    for (String user : new String[] {"a", "b", "a", "c"}) {
      key = user;
      see(users, 1);
    }
    assertThat(disk.bytes).containsOnlyKeys("b");
    key = "a";
    users.value();
    assertThat(disk.reads).isEqualTo(3); // of each the first time
  }

  @Test
  void bytesThatCannotBeReadStayWhatTheyAre() throws Exception {
    WriteBack users = over(ROOM_FOR_TWO);
    key = "a";
    see(users, 1);
    byte[] broken = {77};
    users.update(new Kept.Unreadable<>(broken, "broken"));
    assertThat(users.value()).isInstanceOf(Kept.Unreadable.class);
    users.flush();
    assertThat(disk.read("a").read()).isInstanceOf(Kept.Unreadable.class);
  }

  private void see(WriteBack users, long time) throws Exception {
    Kept<Remembered> kept = users.value();
    Remembered known =
        kept == null ? new Remembered(new UserState(key)) : kept.value().orElseThrow();
    known.seenAt = time;
    users.update(Kept.of(known));
  }
}
