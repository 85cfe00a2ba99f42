package dev.nudge.app.cluster;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;

/**
 * A complete checkpoint on disk.
 *
 * @param number counts up, over all starts
 * @param folder as Flink made it
 */
record Checkpoint(long number, Path folder) {
  static final String METADATA = "_metadata";

  /**
   * Reads what the checkpoint consists of, and looks whether all of it is there. The contents of
   * the state are not read.
   *
   * @throws IOException if something is missing or broken; its message says what
   */
  void check() throws IOException {
    ClassLoader loader = Checkpoint.class.getClassLoader();
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(folder.resolve(METADATA))))) {
      var metadata = Checkpoints.loadCheckpointMetadata(in, loader, folder.toUri().toString());
      for (OperatorState operator : metadata.getOperatorStates()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (StateObject part : parts(subtask).toList()) {
            checkPart(part);
          }
        }
      }
    } catch (RuntimeException e) {
      throw new IOException(METADATA + " is broken: " + e.getMessage(), e);
    }
  }

  private static Stream<StateObject> parts(OperatorSubtaskState state) {
    return Stream.of(
            state.getManagedOperatorState(),
            state.getRawOperatorState(),
            state.getManagedKeyedState(),
            state.getRawKeyedState())
        .flatMap(parts -> parts.stream())
        .flatMap(
            part ->
                part instanceof IncrementalRemoteKeyedStateHandle incremental
                    ? incremental.streamSubHandles()
                    : Stream.of(part));
  }

  private static void checkPart(StateObject part) throws IOException {
    if (part instanceof KeyGroupsStateHandle groups) {
      checkPart(groups.getDelegateStateHandle());
    } else if (part instanceof OperatorStreamStateHandle operator) {
      checkPart(operator.getDelegateStateHandle());
    } else if (part instanceof StreamStateHandle handle && handle.maybeGetPath().isPresent()) {
      Path file = Path.of(handle.maybeGetPath().get().getPath());
      if (!Files.isRegularFile(file)) {
        throw new IOException("its file " + file.getFileName() + " is missing");
      }
      if (Files.size(file) != handle.getStateSize()) {
        throw new IOException("its file " + file.getFileName() + " is cut off");
      }
    }
  }
}
