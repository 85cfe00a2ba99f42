package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The k greatest numbers, descending. */
final class Top extends Aggregate {
  Top() {
    super("top", Values.NUMBER);
  }

  @Override
  public boolean takesK() {
    return true;
  }

  @Override
  public Scope.Type type() {
    return Scope.Type.DOUBLES;
  }

  @Override
  String describe(int k) {
    return "the " + k + " greatest";
  }

  @Override
  Kind loadNothing(Frame frame) {
    frame.ref = List.of();
    return Kind.LIST;
  }

  @Override
  Accumulator accumulator(MeasurePlan plan) {
    return plan.expires() ? new Sliding() : new Total();
  }

  @Override
  long bytes(MeasurePlan plan) {
    return 40L * plan.k() + (plan.expires() ? Samples.bytes(most(plan) + 1, 3) : 8);
  }

  @Override
  int samples(MeasurePlan plan) {
    return most(plan);
  }

  /** So many samples that merging always finds some outside the k greatest. */
  private static int most(MeasurePlan plan) {
    return (int) Math.max(plan.samples(), Math.min(16L * plan.k(), Integer.MAX_VALUE / 2));
  }

  @Override
  Map<Integer, Form> forms() {
    return Map.of(Total.TAG, Total::read, Sliding.TAG, Sliding::read);
  }

  /** The k greatest numbers, in a window that none leaves. */
  private static final class Total extends Accumulator {
    static final int TAG = 9;

    private double[] descending = new double[4];
    private int size;
    private @Nullable List<Double> list;

    @Override
    boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
      double value = Double.longBitsToDouble(word);
      int at = size;
      while (at > 0 && descending[at - 1] < value) {
        at--;
      }
      if (at >= plan.k()) {
        return false;
      }
      if (size < plan.k()) {
        if (size == descending.length) {
          descending = Arrays.copyOf(descending, size * 2);
        }
        size++;
      }
      System.arraycopy(descending, at, descending, at + 1, size - at - 1);
      descending[at] = value;
      list = null;
      return true;
    }

    @Override
    void expire(long floor) {}

    @Override
    long bytes(MeasurePlan plan) {
      return FIXED_BYTES + size * LISTED_BYTES;
    }

    @Override
    boolean isEmpty() {
      return size == 0;
    }

    @Override
    Kind load(MeasurePlan plan, Frame frame) {
      if (list == null) {
        List<Double> fresh = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
          fresh.add(descending[i]);
        }
        list = fresh;
      }
      frame.ref = list;
      return Kind.LIST;
    }

    @Override
    int tag() {
      return TAG;
    }

    @Override
    void write(StateWriter writer) {
      writer.varint(size);
      for (int i = 0; i < size; i++) {
        CompactDouble.write(writer, Double.doubleToRawLongBits(descending[i]));
      }
    }

    static Total read(StateReader reader) {
      Total total = new Total();
      total.size = reader.count();
      total.descending = new double[Math.max(4, total.size)];
      for (int i = 0; i < total.size; i++) {
        total.descending[i] = Double.longBitsToDouble(CompactDouble.read(reader));
      }
      return total;
    }
  }

  /**
   * The k greatest numbers, in a sliding window. An event costs time in the samples kept, which are
   * about k log(n/k) of n numbers in random order.
   */
  private static final class Sliding extends SampledAccumulator {
    // The k-skyband: a number that k later ones equal or exceed can never be among the k greatest
    // again and is dropped. A sample's weight is its rank among itself and all later ones, from 1.
    // K. Mouratidis, S. Bakiras, D. Papadias, "Continuous Monitoring of Top-k Queries over Sliding
    // Windows", SIGMOD 2006.

    static final int TAG = 10;

    private @Nullable List<Double> list;

    Sliding() {
      super(Samples.ofWords());
    }

    @Override
    boolean add(MeasurePlan plan, long now, long time, long word, Object mark) {
      double value = Double.longBitsToDouble(word);
      int index = samples.place(time);
      long rank = 1;
      for (int i = index; i < samples.size(); i++) {
        if (samples.number(i) >= value) {
          rank++;
        }
      }
      if (rank > plan.k()) {
        return false;
      }
      int kept = outrank(index, value, plan.k());
      samples.insert(kept, time);
      samples.setWord(kept, word);
      samples.setWeight(kept, rank);
      list = null;
      if (samples.size() > most(plan)) {
        mergeOlderHalf(plan);
      }
      return true;
    }

    /** Lowers the rank of the numbers before an index; returns how many of them remain. */
    private int outrank(int index, double value, int k) {
      int kept = 0;
      for (int i = 0; i < index; i++) {
        long rank = samples.weight(i);
        if (samples.number(i) <= value) {
          rank++;
        }
        if (rank <= k) {
          if (kept < i) {
            samples.copy(i, kept);
          }
          samples.setWeight(kept, rank);
          kept++;
        }
      }
      samples.remove(kept, index);
      return kept;
    }

    /** Of those of a pane that are not among the k greatest now, the greatest lives on. */
    private void mergeOlderHalf(MeasurePlan plan) {
      double[] greatest = greatest(plan.k());
      double least = greatest[greatest.length - 1];
      int half = samples.size() / 2;
      int kept = 0;
      int open = -1;
      for (int i = 0; i < half; i++) {
        boolean small = samples.number(i) < least;
        if (small && open >= 0 && plan.samePane(samples.time(open), samples.time(i))) {
          double greater = Math.max(samples.number(i), samples.number(open));
          samples.setWord(open, Double.doubleToRawLongBits(greater));
          samples.setWeight(open, Math.min(samples.weight(i), samples.weight(open)));
        } else {
          open = small ? kept : open;
          samples.copy(i, kept++);
        }
      }
      samples.remove(kept, half);
      approximate = true;
    }

    @Override
    void expire(long floor) {
      while (!samples.isEmpty() && samples.time(0) < floor) {
        samples.removeFirst();
        list = null;
      }
    }

    @Override
    long bytes(MeasurePlan plan) {
      return super.bytes(plan) + Math.min(samples.size(), plan.k()) * LISTED_BYTES;
    }

    @Override
    Kind load(MeasurePlan plan, Frame frame) {
      if (list == null) {
        List<Double> fresh = new ArrayList<>();
        for (double number : greatest(plan.k())) {
          fresh.add(number);
        }
        list = fresh;
      }
      frame.ref = list;
      return Kind.LIST;
    }

    /** The k greatest, descending; fewer where there are fewer. */
    private double[] greatest(int k) {
      double[] ascending = new double[samples.size()];
      for (int i = 0; i < ascending.length; i++) {
        ascending[i] = samples.number(i);
      }
      Arrays.sort(ascending);
      double[] descending = new double[Math.min(k, ascending.length)];
      for (int i = 0; i < descending.length; i++) {
        descending[i] = ascending[ascending.length - 1 - i];
      }
      return descending;
    }

    @Override
    int tag() {
      return TAG;
    }

    @Override
    void write(StateWriter writer) {
      samples.writeNumbers(writer);
    }

    static Sliding read(StateReader reader) {
      Sliding window = new Sliding();
      window.samples.readNumbers(reader);
      return window;
    }
  }
}
