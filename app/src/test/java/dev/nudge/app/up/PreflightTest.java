package dev.nudge.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  @TempDir private Path folder;

  @Test
  void anOccupiedPortIsNamedWithTheKeyThatSetsAnother() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> Preflight.checkPorts(PassThrough.settings(folder, port, 0)))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "port %d on 127.0.0.1 is taken by another program: stop it, or take another with"
                  + " --set local.kafka_port=%d",
              port, port + 1);
      assertThatThrownBy(() -> Preflight.checkPorts(PassThrough.settings(folder, 0, port)))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("--set local.metrics_port=");
    }
  }

  @Test
  void aFolderInUseNamesTheProcessThatHasIt() {
    try (DataFolder first = DataFolder.open(folder)) {
      assertThat(first.kafka()).isDirectory();
      assertThatThrownBy(() -> DataFolder.open(folder))
          .isInstanceOf(Failure.class)
          .hasMessageContaining(
              "in use by another nudge (process " + ProcessHandle.current().pid());
    }
    DataFolder.open(folder).close();
  }

  @Test
  void aFolderOfANewerNudgeIsLeftAlone() throws Exception {
    Files.writeString(folder.resolve("VERSION"), "2\n");
    assertThatThrownBy(() -> DataFolder.open(folder))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is of a newer Nudge (form '2', this one knows 1)");
    assertThat(folder).isDirectoryNotContaining("glob:**lock");
  }

  @Test
  void aFolderOfOtherThingsIsLeftAlone() throws Exception {
    Files.writeString(folder.resolve("letter.txt"), "Dear ...");
    assertThatThrownBy(() -> DataFolder.open(folder))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("holds other things than Nudge's data");
  }

  @Test
  void aFileWhereTheFolderShouldBeIsAnInputError() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(Failure.INPUT))
        .hasMessageContaining("cannot write to the data folder");
  }

  @Test
  void tooSmallAHeapSaysHowToSetAnother() {
    assertThatThrownBy(() -> Preflight.checkHeap(256L << 20))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("NUDGE_JAVA_OPTS=-Xmx1g");
    Preflight.checkHeap(512L << 20);
  }

  @Test
  void aDiskThatFillsUpIsWarnedOfOnceAndThenStops() throws Exception {
    AtomicLong free = new AtomicLong(1023);
    Disk disk = new Disk(folder, free::get);
    assertThatThrownBy(disk::check)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("only 1023 MiB are free");

    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(OutputStream.nullOutputStream(), said, false);
    free.set(511);
    disk.look(terminal);
    disk.look(terminal);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("is getting full (511 MiB free)");
    free.set(63);
    assertThatThrownBy(() -> disk.look(terminal))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is full (63 MiB free)");
  }
}
