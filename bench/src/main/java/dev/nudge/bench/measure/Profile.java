package dev.nudge.bench.measure;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  public static final Profile NONE = new Profile(Optional.empty());

  private static final Duration EVERY = Duration.ofMillis(10);
  private static final String SAMPLE = "jdk.ExecutionSample";
  private static final String BENCHES = "dev.nudge.bench.";

  private final Optional<Path> file;
  private final Map<String, Long> stacks = new TreeMap<>();

  /** Work that says how many seconds it took. */
  public interface Timed {
    /** Does it once. */
    double seconds() throws Exception;
  }

  private Profile(Optional<Path> file) {
    this.file = file;
  }

  /**
   * A profile that becomes a file; without a file, it records nothing.
   *
   * @throws Failure if the file has no folder to be in
   */
  public static Profile into(Optional<Path> file) {
    file.map(path -> path.toAbsolutePath().getParent())
        .filter(folder -> !Files.isDirectory(folder))
        .ifPresent(
            folder -> {
              throw Failure.input("there is no folder '" + folder + "' for the flame graph");
            });
    return new Profile(file);
  }

  /** Runs the work on this thread and records it; returns what it returns. */
  public double during(Timed work) throws Exception {
    if (file.isEmpty()) {
      return work.seconds();
    }
    Path recorded = Files.createTempFile("nudge-profile-", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(SAMPLE).withPeriod(EVERY);
      recording.start();
      double seconds = work.seconds();
      recording.stop();
      recording.dump(recorded);
      read(recorded, Thread.currentThread().getName());
      return seconds;
    } finally {
      Files.deleteIfExists(recorded);
    }
  }

  private void read(Path recorded, String thread) throws IOException {
    try (RecordingFile events = new RecordingFile(recorded)) {
      while (events.hasMoreEvents()) {
        RecordedEvent sample = events.readEvent();
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

  /** Writes all that was recorded to the file, as a flame graph, and says where. */
  public void write(String title, Terminal terminal) throws IOException {
    if (file.isPresent()) {
      Files.writeString(file.get(), FlameGraph.svg(title, stacks));
      terminal.line("flame graph: " + file.get());
    }
  }
}
