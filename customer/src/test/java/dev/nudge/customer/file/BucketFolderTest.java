package dev.nudge.customer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.customer.collection.Folder;
import dev.nudge.customer.collection.Source.Files.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketFolderTest {
  @TempDir private static Path folder;
  private static TestBucket bucket;

  @BeforeAll
  static void aStore() throws Exception {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    bucket = TestBucket.start(folder.resolve("store"));
  }

  @AfterAll
  static void close() {
    bucket.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static FileFolder open(String name, String prefix, String pattern, Format format) {
    return new BucketFolder(
        new Folder.Bucket(name, prefix, Optional.of(bucket.endpoint()), Optional.empty()),
        pattern,
        format);
  }

  private static List<String> records(FileFolder files, FoundFile file) throws IOException {
    List<String> records = new ArrayList<>();
    try (RecordFile open = files.open(file)) {
      for (String record = open.next(); record != null; record = open.next()) {
        records.add(record);
      }
    }
    return records;
  }

  @Test
  void objectsAreFoundByPrefixAndPattern() throws Exception {
    for (String key : List.of("a/o-1.csv", "a/o-2.csv", "a/p.csv", "a/b/o-3.csv", "o-4.csv")) {
      bucket.put(key, "id\n" + key + "\n");
    }
    bucket.put("a/", "");
    try (FileFolder some = open("shop", "a/", "o-*.csv", Format.CSV);
        FileFolder all = open("shop", "a/", "**", Format.CSV)) {
      assertThat(some.look()).extracting(FoundFile::name).containsExactly("o-1.csv", "o-2.csv");
      assertThat(all.look())
          .extracting(FoundFile::name)
          .containsExactly("b/o-3.csv", "o-1.csv", "o-2.csv", "p.csv");
      assertThat(records(all, all.look().get(0))).containsExactly("{\"id\":\"a/b/o-3.csv\"}");
    }
  }

  @Test
  void moreThanOnePageOfNamesIsSeen() throws Exception {
    for (int i = 0; i < 1_005; i++) {
      bucket.put("many/%04d.json".formatted(i), "{}");
    }
    try (FileFolder many = open("shop", "many/", "*.json", Format.JSON)) {
      assertThat(many.look())
          .hasSize(1_005)
          .last()
          .extracting(FoundFile::name)
          .isEqualTo("1004.json");
    }
  }

  @Test
  void anObjectThatHasChangedIsAnotherOne() throws Exception {
    bucket.put("c/a.json", "{\"n\":1}");
    try (FileFolder files = open("shop", "c/", "a.json", Format.JSON)) {
      FoundFile before = files.look().get(0);
      assertThat(files.look().get(0)).isEqualTo(before);
      bucket.put("c/a.json", "{\"n\":2}");
      FoundFile after = files.look().get(0);
      assertThat(after.address()).isNotEqualTo(before.address());
      assertThat(records(files, after)).containsExactly("{\"n\":2}");
      assertThatThrownBy(() -> files.open(before))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("412");
    }
  }

  @Test
  void parquetIsRead() throws Exception {
    Path file = folder.resolve("sizes.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("copy (select 's1' as id, [1, 2] as sizes) to '" + file + "'");
    }
    bucket.put("d/sizes.parquet", file);
    try (FileFolder files = open("shop", "d/", "*.parquet", Format.PARQUET)) {
      assertThat(records(files, files.look().get(0)))
          .containsExactly("{\"id\":\"s1\",\"sizes\":[1,2]}");
    }
  }

  @Test
  void aBucketThatIsNotThereIsSaid() {
    try (FileFolder none = open("elsewhere", "", "**", Format.CSV)) {
      assertThatThrownBy(none::look)
          .isInstanceOf(IOException.class)
          .hasMessage("s3://elsewhere/: The specified bucket does not exist (status 404)");
    }
  }
}
