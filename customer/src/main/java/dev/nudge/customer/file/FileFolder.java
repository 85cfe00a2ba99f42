package dev.nudge.customer.file;

import dev.nudge.customer.collection.Folder;
import dev.nudge.customer.collection.Source;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The files of a source, as they are now. */
public interface FileFolder extends Closeable {
  /** Opens it; whether it is there shows when it is looked at. */
  static FileFolder of(Source.Files files) {
    if (files.folder() instanceof Folder.Bucket bucket) {
      return new BucketFolder(bucket, files.pattern(), files.format());
    }
    return new LocalFolder(((Folder.Local) files.folder()).path(), files.pattern(), files.format());
  }

  /** Those that there are, by name; none where there is no such folder on this machine. */
  List<FoundFile> look() throws IOException;

  /** What stands in one of them. */
  RecordFile open(FoundFile file) throws IOException;

  /** How often to look. */
  Duration interval();

  @Override
  void close();
}
