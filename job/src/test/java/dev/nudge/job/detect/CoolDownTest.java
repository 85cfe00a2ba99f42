package dev.nudge.job.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.UserState;
import dev.nudge.job.message.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RunnableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.operators.testutils.DummyEnvironment;
import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyedStateBackendParametersImpl;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.runtime.state.ttl.TtlTimeProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Users who become bytes and objects in turns, in the state that Flink has on the heap. */
class CoolDownTest {
  private static final int GROUPS = 4;
  private static final int ONE = 600;

  private final DummyEnvironment environment = new DummyEnvironment();

  /** Users of a backend of their own, with what is to be found there. */
  private final class Heap implements AutoCloseable {
    final CheckpointableKeyedStateBackend<String> backend;
    final ValueState<Kept<Remembered>> state;
    final CoolDown users;

    Heap(long most, List<KeyedStateHandle> restored) throws Exception {
      backend =
          new HashMapStateBackend()
              .createKeyedStateBackend(
                  new KeyedStateBackendParametersImpl<>(
                      environment,
                      new JobID(),
                      "users",
                      StringSerializer.INSTANCE,
                      GROUPS,
                      KeyGroupRange.of(0, GROUPS - 1),
                      environment.getTaskKvStateRegistry(),
                      TtlTimeProvider.DEFAULT,
                      new UnregisteredMetricsGroup(),
                      restored,
                      new CloseableRegistry()));
      state =
          backend.getPartitionedState(
              VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, DetectState.USERS);
      users =
          new CoolDown(
              state,
              backend::getCurrentKey,
              backend::setCurrentKey,
              new DetectMetrics(new UnregisteredMetricsGroup()),
              most);
    }

    RunnableFuture<SnapshotResult<KeyedStateHandle>> snapshot(long number) throws Exception {
      return backend.snapshot(
          number,
          number,
          new MemCheckpointStreamFactory(1 << 24),
          CheckpointOptions.forCheckpointWithDefaultLocation());
    }

    @Nullable Long seenAt(String user) throws Exception {
      backend.setCurrentKey(user);
      @Nullable Kept<Remembered> kept = users.value();
      assertThat(backend.getCurrentKey()).isEqualTo(user);
      return kept == null ? null : kept.value().orElseThrow().seenAt;
    }

    void see(String user, long time) throws Exception {
      backend.setCurrentKey(user);
      @Nullable Kept<Remembered> kept = users.value();
      Remembered known =
          kept == null ? new Remembered(new UserState(user)) : kept.value().orElseThrow();
      known.seenAt = time;
      users.update(Kept.of(known));
      assertThat(backend.getCurrentKey()).isEqualTo(user);
    }

    void forget(String user) {
      backend.setCurrentKey(user);
      users.clear();
    }

    /** Whether the state has the user as an object. */
    boolean isHot(String user) throws Exception {
      backend.setCurrentKey(user);
      return state.value() instanceof Kept.Known<Remembered>;
    }

    @Override
    public void close() {
      backend.dispose();
    }
  }

  /** A checkpoint that was begun, and what it must have. */
  private record Begun(
      RunnableFuture<SnapshotResult<KeyedStateHandle>> snapshot, Map<String, Long> expected) {}

  @Property(tries = 200)
  void aCheckpointHasWhatWasThereWhenItBegan(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Map<String, Long> expected = new HashMap<>();
    List<Begun> begun = new ArrayList<>();
    ExecutorService writers = Executors.newSingleThreadExecutor();
    try (Heap heap = new Heap((long) random.nextInt(5) * ONE, List.of())) {
      for (long i = 0; i < 200; i++) {
        String user = "u" + random.nextInt(6);
        assertThat(heap.seenAt(user)).isEqualTo(expected.get(user));
        switch (random.nextInt(12)) {
          case 0 -> {
            heap.forget(user);
            expected.remove(user);
          }
          case 1 -> {
            Begun next = new Begun(heap.snapshot(i), Map.copyOf(expected));
            begun.add(next);
            if (random.nextBoolean()) {
              writers.execute(next.snapshot()); // while users change
            }
          }
          case 2 -> {
            if (!begun.isEmpty()) {
              finish(begun.remove(random.nextInt(begun.size())));
            }
          }
          default -> {
            heap.see(user, i);
            expected.put(user, i);
          }
        }
      }
      for (Begun each : begun) {
        finish(each);
      }
    } finally {
      writers.shutdownNow();
    }
  }

  private void finish(Begun begun) throws Exception {
    begun.snapshot().run(); // unless another thread has
    KeyedStateHandle handle = begun.snapshot().get().getJobManagerOwnedSnapshot();
    List<KeyedStateHandle> handles = handle == null ? List.of() : List.of(handle);
    try (Heap restored = new Heap(ONE, handles)) {
      for (int i = 0; i < 6; i++) {
        String user = "u" + i;
        assertThat(restored.isHot(user)).as("%s is read when it comes", user).isFalse();
        assertThat(restored.seenAt(user)).isEqualTo(begun.expected().get(user));
      }
    }
  }

  @Test
  void whoCameBeforeOthersBecomesBytes() throws Exception {
    try (Heap heap = new Heap(3 * ONE, List.of())) {
      for (int i = 0; i < 100; i++) {
        heap.see("u" + i, i);
        heap.see("often", i);
      }
      int hot = 0;
      for (int i = 0; i < 100; i++) {
        hot += heap.isHot("u" + i) ? 1 : 0;
      }
      assertThat(hot).isBetween(1, 4);
      assertThat(heap.isHot("often")).isTrue();
    }
  }

  @Test
  void nobodyBecomesBytesWhileThereIsRoom() throws Exception {
    try (Heap heap = new Heap(200 * ONE, List.of())) {
      for (int i = 0; i < 100; i++) {
        heap.see("u" + i, i);
      }
      for (int i = 0; i < 100; i++) {
        assertThat(heap.isHot("u" + i)).isTrue();
      }
    }
  }
}
