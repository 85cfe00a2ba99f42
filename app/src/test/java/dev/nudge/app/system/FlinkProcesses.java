package dev.nudge.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A Flink cluster of several processes, with what Flink brings on its class path and nothing of
 * Nudge, as in Flink's own distribution.
 */
final class FlinkProcesses implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What Flink's distribution holds, by the names of jars. */
  private static final Pattern OF_FLINK =
      Pattern.compile(
          "(flink-(?!connector-(kafka|base)).*|frocksdbjni-.*|kryo-.*|minlog-.*|objenesis-.*|reflectasm-.*"
              + "|commons-(cli|collections|compress|io|lang3|math3|text)-.*|javassist-.*"
              + "|snakeyaml-engine-.*|snappy-java-.*|lz4-java-.*|slf4j-api-.*|logback-.*)\\.jar");

  private final Path folder;
  private final Path conf;
  private final List<String> classPath;
  private final int rest;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<JavaProcess> processes = new ArrayList<>();
  private int started;

  private FlinkProcesses(Path folder) throws IOException {
    this.folder = folder;
    this.conf = Files.createDirectories(folder.resolve("conf"));
    this.rest = FreePort.find();
    List<String> whole =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    this.classPath =
        new ArrayList<>(
            whole.stream()
                .filter(
                    entry -> OF_FLINK.matcher(Path.of(entry).getFileName().toString()).matches())
                .toList());
    this.classPath.addAll(whole.stream().filter(entry -> entry.endsWith("test-classes")).toList());
    this.classPath.add(conf.toString());
    Files.writeString(
        conf.resolve("logback.xml"),
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{30} - %msg%n</pattern></encoder>
          </appender>
          <root level="ERROR"><appender-ref ref="out"/></root>
        </configuration>
        """);
    Files.writeString(
        conf.resolve("config.yaml"),
        """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %d
        jobmanager.bind-host: 127.0.0.1
        jobmanager.memory.process.size: 1g
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %d
        taskmanager.host: 127.0.0.1
        taskmanager.bind-host: 127.0.0.1
        taskmanager.numberOfTaskSlots: 2
        parallelism.default: 1
        heartbeat.interval: 1000
        heartbeat.timeout: 8000
        execution.checkpointing.dir: %s
        io.tmp.dirs: %s
        """
            .formatted(
                FreePort.find(),
                rest,
                folder.resolve("checkpoints").toUri(),
                Files.createDirectories(folder.resolve("tmp"))));
  }

  /** Starts a job manager and one task manager. */
  static FlinkProcesses start(Path folder) throws Exception {
    FlinkProcesses flink = new FlinkProcesses(Files.createDirectories(folder));
    flink.launch(
        "jobmanager", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    flink.startTaskManager();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(flink.get("/overview")).contains("\"slots-total\":2"));
    return flink;
  }

  /** Starts a task manager, without waiting for it. */
  JavaProcess startTaskManager() throws IOException {
    return launch(
        "taskmanager",
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        // What Flink's scripts work out of taskmanager.memory.process.size.
        "-D",
        "taskmanager.cpu.cores=2.0",
        "-D",
        "taskmanager.memory.framework.heap.size=128mb",
        "-D",
        "taskmanager.memory.framework.off-heap.size=128mb",
        "-D",
        "taskmanager.memory.task.heap.size=256mb",
        "-D",
        "taskmanager.memory.task.off-heap.size=0b",
        "-D",
        "taskmanager.memory.network.min=64mb",
        "-D",
        "taskmanager.memory.network.max=64mb",
        "-D",
        "taskmanager.memory.managed.size=64mb",
        "-D",
        "taskmanager.memory.jvm-metaspace.size=128mb",
        "-D",
        "taskmanager.memory.jvm-overhead.min=64mb",
        "-D",
        "taskmanager.memory.jvm-overhead.max=64mb");
  }

  private JavaProcess launch(String role, String main, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(main, "--configDir", conf.toString()));
    command.addAll(List.of(options));
    JavaProcess process = java(role, command);
    processes.add(process);
    return process;
  }

  private JavaProcess java(String role, List<String> command) throws IOException {
    Path output = folder.resolve(role + "-" + ++started + ".log");
    return JavaProcess.start(
        classPath,
        Map.of("FLINK_CONF_DIR", conf.toString()),
        output,
        command.toArray(String[]::new));
  }

  /** Calls {@code flink} with these arguments and waits until it has ended. */
  Called call(String action, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("org.apache.flink.client.cli.CliFrontend", action, "-m", "127.0.0.1:" + rest));
    command.addAll(List.of(arguments));
    try (JavaProcess client = java("client", command)) {
      return new Called(client.exitCode(), client.output());
    }
  }

  /** How a call of {@code flink} went. */
  record Called(int exitCode, String output) {
    /** What stands in the output in the group of a pattern. */
    String find(String pattern) {
      Matcher found = Pattern.compile(pattern).matcher(output);
      assertThat(found.find()).as(output).isTrue();
      return found.group(1);
    }
  }

  /** Waits until all tasks of a job run. */
  void awaitRunning(String job) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get("/jobs/" + job))
                    .contains("\"state\":\"RUNNING\"", "\"status\":\"RUNNING\"")
                    .doesNotContainPattern("\"status\":\"(?!RUNNING)"));
  }

  /** Waits for a checkpoint that began after now. */
  void awaitCheckpoint(String job) throws Exception {
    int before = checkpoints(job);
    Awaitility.await().atMost(PATIENCE).until(() -> checkpoints(job) >= before + 2);
  }

  private int checkpoints(String job) throws Exception {
    Matcher completed =
        Pattern.compile("\"completed\":(\\d+)").matcher(get("/jobs/" + job + "/checkpoints"));
    return completed.find() ? Integer.parseInt(completed.group(1)) : 0;
  }

  /** Asks the job manager. */
  String get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + rest + path);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** The task manager that was started last. */
  JavaProcess taskManager() {
    return processes.get(processes.size() - 1);
  }

  @Override
  public void close() throws Exception {
    for (JavaProcess process : processes) {
      process.close();
    }
  }
}
