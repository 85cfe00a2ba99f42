package dev.nudge.customer.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of a store that speaks S3, which runs as a process of its own. */
public final class TestBucket implements AutoCloseable {
  private static final Pattern STARTED =
      Pattern.compile("Tomcat started on ports .* (\\d+) \\(http\\)");

  private final Process server;
  private final URI endpoint;
  private final S3Client client;

  private TestBucket(Process server, URI endpoint, S3Client client) {
    this.server = server;
    this.endpoint = endpoint;
    this.client = client;
  }

  /** Starts the store, with an empty bucket called {@code shop}. */
  public static TestBucket start(Path folder) throws IOException {
    Process server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-jar",
                jar().toString(),
                "--http.port=0",
                "--com.adobe.testing.s3mock.store.root=" + Files.createDirectories(folder),
                "--com.adobe.testing.s3mock.store.initial-buckets=shop")
            .redirectErrorStream(true)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.append(line).append('\n');
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        return new TestBucket(server, said, URI.create("http://127.0.0.1:" + started.group(1)));
      }
    }
    throw new IllegalStateException("no store came up: " + all);
  }

  private TestBucket(Process server, BufferedReader said, URI endpoint) {
    this(
        server,
        endpoint,
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .region(Region.US_EAST_1)
            .endpointOverride(endpoint)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build());
    // What it says later is read, so that it never waits for a reader.
    Thread reader = new Thread(() -> said.lines().forEach(line -> {}), "test-bucket");
    reader.setDaemon(true);
    reader.start();
  }

  private static Path jar() {
    for (Path path :
        List.of(Path.of("target/s3mock-exec.jar"), Path.of("../customer/target/s3mock-exec.jar"))) {
      if (Files.exists(path)) {
        return path.toAbsolutePath();
      }
    }
    throw new IllegalStateException("the build puts s3mock-exec.jar into customer/target");
  }

  /** Its address. */
  public URI endpoint() {
    return endpoint;
  }

  /** Puts a file into the bucket. */
  public void put(String key, Path file) {
    client.putObject(put -> put.bucket("shop").key(key), RequestBody.fromFile(file));
  }

  /** Puts a text into the bucket. */
  public void put(String key, String text) {
    client.putObject(put -> put.bucket("shop").key(key), RequestBody.fromString(text));
  }

  @Override
  public void close() {
    client.close();
    server.destroyForcibly();
  }
}
