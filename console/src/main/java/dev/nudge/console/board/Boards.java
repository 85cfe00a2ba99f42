package dev.nudge.console.board;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.board.BoardTable.SavedBoard;
import dev.nudge.console.customer.DataAudit;
import dev.nudge.console.customer.DataAudit.Kind;
import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.Mistake;
import dev.nudge.customer.board.BoardFiles;
import dev.nudge.customer.board.BoardFiles.BoardText;
import dev.nudge.customer.board.BoardReader;
import dev.nudge.engine.document.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * All boards. A name that a file or Nudge has cannot be saved; where a file comes later, it holds.
 */
@Service
class Boards {
  /** Of {@link ConsoleSettings#properties}: the folder of the user's own boards. */
  private static final String FOLDER = "nudge.boards";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final BoardTable table;
  private final DataAudit audit;
  private final BoardFiles files;

  Boards(BoardTable table, DataAudit audit, ConsoleSettings settings) {
    this.table = table;
    this.audit = audit;
    files =
        new BoardFiles(
            Optional.ofNullable(settings.properties().get(FOLDER))
                .filter(path -> !path.isEmpty())
                .map(Path::of));
  }

  /** Those that stand in files, and those that Nudge brings, by name. */
  Map<String, BoardText> ofFiles(List<Problem> problems) {
    return files.read(problems);
  }

  /** A new board; its revision. */
  @Transactional
  long create(String name, String text, String by) {
    if (!NAME.matcher(name).matches()) {
      throw ApiException.badRequest(
          "a board is called in small letters, digits and dashes, at most 64: '"
              + name
              + "' is no such name");
    }
    BoardText taken = files.read(new ArrayList<>()).get(name);
    if (taken != null) {
      throw ApiException.conflict(
          taken.shipped()
              ? "'" + name + "' is a board that Nudge brings: choose another name"
              : "'" + name + "' stands in " + taken.file() + ": choose another name");
    }
    requireSound(name, text);
    if (!table.add(name, text, by)) {
      throw ApiException.conflict(
          "there is a board '" + name + "' already: edit it, or choose another name");
    }
    audit.add(Kind.BOARD, name, by, "create", 1L);
    return 1;
  }

  /** Another text; its revision. */
  @Transactional
  long change(String name, String text, long revision, String by) {
    unchanged(name, revision);
    requireSound(name, text);
    long next = table.change(name, text, by);
    audit.add(Kind.BOARD, name, by, "edit", next);
    return next;
  }

  /** It is gone. */
  @Transactional
  void remove(String name, long revision, String by) {
    unchanged(name, revision);
    table.remove(name);
    audit.add(Kind.BOARD, name, by, "remove", null);
  }

  private static void requireSound(String name, String text) {
    List<Problem> problems = new ArrayList<>();
    if (BoardReader.read(name, text, problems).isEmpty()) {
      throw ApiException.unusable("'" + name + "' has mistakes", Mistake.of(problems));
    }
  }

  private void unchanged(String name, long revision) {
    SavedBoard board =
        table
            .locked(name)
            .orElseThrow(() -> ApiException.notFound("there is no saved board '" + name + "'"));
    if (board.revision() != revision) {
      throw ApiException.conflict(
          board.changedBy()
              + " has changed '"
              + name
              + "' since you opened it (revision "
              + board.revision()
              + "): load it again");
    }
  }
}
