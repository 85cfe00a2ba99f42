package dev.nudge.app;

import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does a little of everything and shows nothing, so that the launcher can keep an archive of the
 * classes that a command needs.
 */
@Command(name = WarmUpCommand.NAME, hidden = true)
final class WarmUpCommand implements Runnable {
  static final String NAME = "warm-up";

  private static final String CAMPAIGN =
      """
      id: warm-up
      measures:
        views: {aggregate: count, event: view, over: 1h}
      pattern:
        correlate_by: event.session
        steps:
          - name: first
            event: view
            where: event.price > 1.0 && event.brand in ['a', 'b']
          - name: bought
            event: purchase
            absent: true
        within: 10m
      when: views >= 1
      offer: {text: "${first.product}"}
      """;

  private static final String EVENTS =
      """
      {"user":"u","type":"view","time":"2026-11-20T10:00:00Z","session":"s","price":2.5,"brand":"a","product":"p"}
      {"user":"u","type":"view","time":"2026-11-20T10:01:00Z","session":"s","price":0.5,"brand":"a","product":"p"}
      """;

  private final Terminal terminal;

  @Option(names = "--up", description = "Start and stop all that 'nudge up' runs instead.")
  private boolean up;

  WarmUpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    if (up) {
      startAndStop();
      return;
    }
    try {
      Path folder = Files.createTempDirectory("nudge-warm-up-");
      Path campaign = folder.resolve("warm-up.yaml");
      Path events = folder.resolve("events.jsonl");
      Path mapping = folder.resolve("mapping.yaml");
      Path csv = folder.resolve("events.csv");
      Path shop = folder.resolve("shop.jsonl");
      Path profiles = folder.resolve("shop-profiles.jsonl");
      Path catalog = folder.resolve("shop-catalog.jsonl");
      try {
        Files.writeString(campaign, CAMPAIGN);
        Files.writeString(events, EVENTS);
        Files.writeString(mapping, "user: u\ntype: {constant: view}\ntime: {from: t}\n");
        Files.writeString(csv, "u,t,price\nu1,2026-11-20T10:00:00Z,1\n");
        nudge("--help");
        nudge("check", campaign.toString(), "--explain");
        nudge("replay", "--campaigns", campaign.toString(), "--events", events.toString());
        nudge(
            "replay",
            "--campaigns",
            campaign.toString(),
            "--events",
            csv.toString(),
            "--mapping",
            mapping.toString());
        nudge("simulate", "--events", "10", "--users", "10", "--out", shop.toString());
        Cluster.warmUp();
      } finally {
        for (Path file : List.of(campaign, events, mapping, csv, shop, profiles, catalog, folder)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      terminal.say("nudge: cannot warm up (" + e.getMessage() + ")");
    }
  }

  private void startAndStop() {
    try {
      Path folder = Files.createTempDirectory("nudge-warm-up-");
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = free.getLocalPort();
        int console;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          console = other.getLocalPort();
        }
        free.close();
        nudge(
            "up",
            "--warm-up",
            // With campaigns and events: their classes are many, and wanted at each start.
            "--demo",
            "--data",
            folder.toString(),
            "--set",
            "local.kafka_port=" + port,
            "--set",
            "local.metrics_port=0",
            "--set",
            "local.flink_port=0",
            "--set",
            "console.port=" + console);
      } finally {
        FileUtils.deleteDirectoryQuietly(folder.toFile());
      }
    } catch (IOException e) {
      terminal.say("nudge: cannot warm up (" + e.getMessage() + ")");
    }
  }

  private static void nudge(String... args) {
    Terminal nowhere =
        new Terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false);
    Nudge.run(nowhere, false, args);
  }
}
