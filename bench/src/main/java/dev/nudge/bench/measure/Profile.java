package dev.nudge.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where work on this thread spends its time: the JDK's own recorder looks at its stack a hundred
 * times a second, and what was seen is drawn as a {@link FlameGraph}. Stacks begin with the loop of
 * the bench; the recorder sees no more than 64 calls of each.
 */
public final class Profile {
  /** Records nothing. */
  public static final Profile NONE = new Profile(false);

  private static final Duration EVERY = Duration.ofMillis(10);
  private static final String SAMPLE = "jdk.ExecutionSample";
  private static final String BENCHES = "dev.nudge.bench.";

  private final boolean records;
  private final Map<String, Long> stacks = new TreeMap<>();

  /** Work that says how many seconds it took. */
  public interface Timed {
    /** Does it once. */
    double seconds() throws Exception;
  }

  /** Nothing is recorded yet. */
  public Profile() {
    this(true);
  }

  private Profile(boolean records) {
    this.records = records;
  }

  /** Runs the work on this thread and records it; returns what it returns. */
  public double during(Timed work) throws Exception {
    if (!records) {
      return work.seconds();
    }
    Path file = Files.createTempFile("nudge-profile-", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(SAMPLE).withPeriod(EVERY);
      recording.start();
      double seconds = work.seconds();
      recording.stop();
      recording.dump(file);
      read(file, Thread.currentThread().getName());
      return seconds;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void read(Path file, String thread) throws IOException {
    try (RecordingFile recorded = new RecordingFile(file)) {
      while (recorded.hasMoreEvents()) {
        RecordedEvent sample = recorded.readEvent();
        if (sample.getEventType().getName().equals(SAMPLE)
            && sample.getStackTrace() != null
            && sample.getThread("sampledThread").getJavaName().equals(thread)) {
          stacks.merge(stack(sample), 1L, Long::sum);
        }
      }
    }
  }

  /** The methods apart by semicolons, the outermost first: from the bench's loop on. */
  private static String stack(RecordedEvent sample) {
    List<String> methods = new ArrayList<>();
    for (RecordedFrame frame : sample.getStackTrace().getFrames()) {
      RecordedMethod method = frame.getMethod();
      methods.add(0, method.getType().getName() + "." + method.getName());
    }
    return String.join(";", methods.subList(loop(methods), methods.size()));
  }

  /** Where the loop of the bench stands: of the outermost calls of benches among them, the last. */
  private static int loop(List<String> methods) {
    int at = 0;
    while (at < methods.size() && !methods.get(at).startsWith(BENCHES)) {
      at++;
    }
    while (at + 1 < methods.size() && methods.get(at + 1).startsWith(BENCHES)) {
      at++;
    }
    return at < methods.size() ? at : 0;
  }

  /** How often each stack was seen: its methods, the outermost first, apart by semicolons. */
  public Map<String, Long> stacks() {
    return stacks;
  }

  /** Writes all that was recorded to a file, as a flame graph. */
  public void write(Path file, String title) throws IOException {
    Files.writeString(file, FlameGraph.svg(title, stacks));
  }
}
