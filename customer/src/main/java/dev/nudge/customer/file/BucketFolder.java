package dev.nudge.customer.file;

import dev.nudge.customer.collection.Folder;
import dev.nudge.customer.collection.Source.Files.Format;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects of a bucket. Credentials and region come from where Amazon's tools look for them:
 * variables, {@code ~/.aws}, the role of the machine. An object is copied to a temporary file while
 * it is read.
 */
final class BucketFolder implements FileFolder {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Folder.Bucket bucket;
  private final String pattern;
  private final PathMatcher matcher;
  private final Format format;
  private @Nullable S3Client client;

  BucketFolder(Folder.Bucket bucket, String pattern, Format format) {
    this.bucket = bucket;
    this.pattern = pattern;
    this.format = format;
    matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
  }

  @Override
  public List<FoundFile> look() throws IOException {
    String prefix = bucket.prefix() + pattern.replaceFirst("[*?\\[{\\\\].*", "");
    return asked(
        s3 -> {
          List<FoundFile> found = new ArrayList<>();
          // In the order of their names.
          for (S3Object object :
              s3.listObjectsV2Paginator(list -> list.bucket(bucket.name()).prefix(prefix))
                  .contents()) {
            String name = object.key().substring(bucket.prefix().length());
            if (matches(name)) {
              String tag = object.eTag().replace("\"", "");
              found.add(
                  new FoundFile(
                      name,
                      "s3://" + bucket.name() + '/' + object.key() + '#' + tag,
                      object.lastModified().toEpochMilli()));
            }
          }
          return found;
        });
  }

  private boolean matches(String name) {
    try {
      // A name with a slash at its end is a folder to those who made it.
      return !name.isEmpty() && !name.endsWith("/") && matcher.matches(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public RecordFile open(FoundFile file) throws IOException {
    String tag = file.address().substring(file.address().lastIndexOf('#') + 1);
    String name = file.name().replaceAll(".*/|[^A-Za-z0-9._-]", "");
    Path folder = Files.createTempDirectory("nudge-object-");
    Path copy = folder.resolve(name);
    try {
      asked(
          s3 ->
              s3.getObject(
                  get ->
                      get.bucket(bucket.name())
                          .key(bucket.prefix() + file.name())
                          // One that has changed since is another one.
                          .ifMatch(tag),
                  ResponseTransformer.toFile(copy)));
      return new Copied(RecordFile.open(copy, format), copy);
    } catch (IOException | RuntimeException e) {
      remove(copy);
      throw e;
    }
  }

  private <T> T asked(Function<S3Client, T> question) throws IOException {
    try {
      return question.apply(client());
    } catch (S3Exception e) {
      throw new IOException(bucket + ": " + said(e), e);
    } catch (SdkException e) {
      throw new IOException(bucket + ": " + firstSentence(e), e);
    }
  }

  private static String said(S3Exception e) {
    String text = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    return (text == null ? "the store refuses" : text.replaceFirst("\\.$", ""))
        + " (status "
        + e.statusCode()
        + ')';
  }

  private static String firstSentence(SdkException e) {
    String text = String.valueOf(e.getMessage()).replaceFirst("(?s)( in the chain|: \\[).*", "");
    return text.contains("credentials")
        ? text + ": set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws"
        : text;
  }

  private synchronized S3Client client() {
    S3Client open = client;
    if (open == null) {
      S3ClientBuilder builder = S3Client.builder().httpClient(UrlConnectionHttpClient.create());
      bucket.region().map(Region::of).ifPresent(builder::region);
      bucket
          .endpoint()
          .ifPresent(
              endpoint -> {
                // Others have no address of its own for each bucket, and mostly no regions.
                builder.endpointOverride(endpoint).forcePathStyle(true);
                if (bucket.region().isEmpty()) {
                  builder.region(Region.US_EAST_1);
                }
              });
      open = builder.build();
      client = open;
    }
    return open;
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }

  private static void remove(Path copy) throws IOException {
    Files.deleteIfExists(copy);
    Path folder = copy.getParent();
    if (folder != null) {
      Files.deleteIfExists(folder);
    }
  }

  /** Goes with its copy. */
  private record Copied(RecordFile records, Path copy) implements RecordFile {
    @Override
    public @Nullable String next() throws IOException {
      return records.next();
    }

    @Override
    public void close() throws IOException {
      try {
        records.close();
      } finally {
        remove(copy);
      }
    }
  }
}
