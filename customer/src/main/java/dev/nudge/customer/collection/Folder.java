package dev.nudge.customer.collection;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where files lie. */
public sealed interface Folder {
  /** On this machine. */
  record Local(Path path) implements Folder {
    @Override
    public String toString() {
      return path + "/";
    }
  }

  /**
   * What has a name with this prefix in a bucket of S3, or of anything that speaks its protocol.
   *
   * @param prefix with the slash at its end, where it is a folder; empty for the whole bucket
   * @param endpoint where it is not Amazon's
   * @param region where it is not the one of the environment
   */
  record Bucket(String name, String prefix, Optional<URI> endpoint, Optional<String> region)
      implements Folder {
    @Override
    public String toString() {
      return "s3://" + name + '/' + prefix;
    }
  }
}
