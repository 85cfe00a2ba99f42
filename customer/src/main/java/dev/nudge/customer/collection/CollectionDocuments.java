package dev.nudge.customer.collection;

import dev.nudge.customer.document.YamlFolder;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The documents of a folder of collections, to be read and written one by one. */
public final class CollectionDocuments {
  private static final int VERSION_BYTES = 6;

  private final Path folder;

  /** Documents of this folder, which need not be there yet. */
  public CollectionDocuments(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * A document as it stands in a file.
   *
   * @param collections how many there are in the file
   */
  public record Document(Path file, String text, int collections) {
    /** Changes with the text. */
    public String version() {
      return CollectionDocuments.version(text);
    }
  }

  /** Of a text: changes with it. */
  public static String version(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, VERSION_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The collections of a text, as if it stood in the folder. */
  public List<Collection> read(String name, String text, List<Problem> problems) {
    return CollectionReader.read(name + ".yaml", text, folder, problems);
  }

  /**
   * Whether a collection reads nothing of this machine but what lies in the folder beside which the
   * documents are: others are for whoever may write files here.
   */
  public boolean isWithin(Collection collection) {
    Path root = folder.getParent() == null ? folder : folder.getParent();
    return !(collection.source() instanceof Source.Files files
        && files.folder() instanceof Folder.Local local
        && !local.path().startsWith(root));
  }

  /** The document that a collection stands in. */
  public Optional<Document> find(String id) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<Problem> ignored = new ArrayList<>();
    for (Path file : YamlFolder.files(folder, ignored)) {
      String text = Files.readString(file);
      List<Collection> all = CollectionReader.read(file.toString(), text, folder, ignored);
      if (all.stream().anyMatch(each -> each.id().equals(id))) {
        return Optional.of(new Document(file, text, all.size()));
      }
    }
    Path named = folder.resolve(id + ".yaml");
    return Files.exists(named)
        ? Optional.of(new Document(named, Files.readString(named), 1))
        : Optional.empty();
  }

  /** Writes a document in the place of another, or a new one; nobody ever reads a half of it. */
  public Path write(Optional<Document> before, String id, String text) throws IOException {
    Path file = before.map(Document::file).orElse(folder.resolve(id + ".yaml"));
    Files.createDirectories(folder);
    // Not a temporary file of Java's, which only this user might read.
    Path fresh = folder.resolve("." + id + '.' + UUID.randomUUID() + ".new");
    try {
      Files.writeString(fresh, text, StandardOpenOption.CREATE_NEW);
      return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
