package dev.nudge.customer.collection;

import dev.nudge.customer.collection.Source.Files.Format;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a source of files: {@code {files: data/orders-*.csv}} and its kin. */
final class FilesReader {
  /** Keys that go with {@code files}. */
  static final List<String> KEYS = List.of("format", "endpoint", "region");

  private static final Pattern WILD = Pattern.compile("[*?\\[{]");
  private static final Pattern BUCKET =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61})(?:/(.*))?");

  private final Fields fields;
  private final Text text;
  private final Path folder;

  private FilesReader(Fields fields, Text text, Path folder) {
    this.fields = fields;
    this.text = text;
    this.folder = folder;
  }

  /**
   * The source.
   *
   * @param fields under {@code source}, with the key {@code files}
   * @param folder against which paths are resolved
   */
  static Optional<Source> read(Fields fields, Path folder) {
    return fields.text("files").flatMap(text -> new FilesReader(fields, text, folder).source());
  }

  private Optional<Source> source() {
    String value = text.value();
    Optional<Folder> lie = value.startsWith("s3:") ? bucket(value) : local(value);
    String name = value.replaceFirst("^s3://[^/]*$", "").replaceFirst(".*/", "");
    return lie.flatMap(found -> format(name).map(format -> source(found, name, format)));
  }

  private static Source source(Folder folder, String name, Format format) {
    if (folder instanceof Folder.Local) {
      return new Source.Files(folder, name.isEmpty() ? "*" : name, format);
    }
    // In a bucket a name without a format is a prefix, as everywhere with S3.
    boolean all = formatOf(name).isEmpty() && !WILD.matcher(name).find();
    return new Source.Files(folder, all ? name + "**" : name, format);
  }

  private Optional<Folder> local(String value) {
    for (String key : List.of("endpoint", "region")) {
      if (fields.has(key)) {
        fields.error(
            fields.keyPosition(key), "'" + key + "' goes with a bucket: files: s3://BUCKET/PREFIX");
      }
    }
    Path path = folder.resolve(value.endsWith("/") ? value : value.replaceFirst("[^/]*$", ""));
    if (WILD.matcher(value.replaceFirst("[^/]*$", "")).find()) {
      fields.error(
          text.position(),
          "'files': expected a file, such as data/orders-*.csv; only its name may hold *");
      return Optional.empty();
    }
    return Optional.of(new Folder.Local(path.toAbsolutePath().normalize()));
  }

  private Optional<Folder> bucket(String value) {
    Matcher parts = BUCKET.matcher(value);
    if (!parts.matches()) {
      fields.error(
          text.position(), "'files': expected a bucket, such as s3://shop/orders/*.parquet");
      return Optional.empty();
    }
    String path = parts.group(2) == null ? "" : parts.group(2);
    String prefix = path.substring(0, path.lastIndexOf('/') + 1);
    if (WILD.matcher(prefix).find()) {
      fields.error(
          text.position(),
          "'files': only the last part of a name may hold *; s3://shop/orders/ is all that is in it");
      return Optional.empty();
    }
    return Optional.of(
        new Folder.Bucket(
            parts.group(1), prefix, endpoint(), fields.text("region").map(Text::value)));
  }

  private Optional<URI> endpoint() {
    return fields.text("endpoint").flatMap(this::address);
  }

  private Optional<URI> address(Text given) {
    try {
      URI address = new URI(given.value());
      if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
        return Optional.of(address);
      }
    } catch (URISyntaxException e) {
      // As below.
    }
    fields.error(
        given.position(), "'endpoint': expected an address such as https://s3.example.com");
    return Optional.empty();
  }

  private Optional<Format> format(String name) {
    if (fields.has("format")) {
      return fields.choice("format", Format.class);
    }
    Optional<Format> format = formatOf(name);
    if (format.isEmpty()) {
      fields.error(
          text.position(),
          "the name does not say what stands in it: add 'format: csv', json or parquet");
    }
    return format;
  }

  private static Optional<Format> formatOf(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    return switch (plain.substring(Math.max(0, plain.lastIndexOf('.')))) {
      case ".csv", ".tsv" -> Optional.of(Format.CSV);
      case ".json", ".jsonl", ".ndjson" -> Optional.of(Format.JSON);
      case ".parquet" -> Optional.of(Format.PARQUET);
      default -> Optional.empty();
    };
  }
}
