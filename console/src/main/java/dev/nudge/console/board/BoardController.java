package dev.nudge.console.board;

import dev.nudge.console.account.Caller;
import dev.nudge.console.board.BoardTable.SavedBoard;
import dev.nudge.console.customer.DataAudit;
import dev.nudge.console.customer.DataAudit.DataAuditLine;
import dev.nudge.console.customer.FileMistake;
import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.Mistake;
import dev.nudge.customer.board.Board;
import dev.nudge.customer.board.BoardFiles.BoardText;
import dev.nudge.customer.board.BoardReader;
import dev.nudge.customer.query.Origin;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/boards")
@Tag(name = "boards")
class BoardController {
  private static final int LONGEST = BoardReader.MOST_CHARACTERS;

  private final BoardTable table;
  private final Boards boards;
  private final DataAudit audit;

  BoardController(BoardTable table, Boards boards, DataAudit audit) {
    this.table = table;
    this.boards = boards;
    this.audit = audit;
  }

  /** A name that no board has, and a text. */
  record NewBoard(
      @NotNull @Size(max = 64) String name, @NotNull @Size(max = LONGEST) String text) {}

  /**
   * Another text of a board.
   *
   * @param revision that the caller has seen
   */
  record BoardChange(@NotNull @Size(max = LONGEST) String text, @NotNull @Min(1) Long revision) {}

  /** A text that may become a board. */
  record BoardDraft(@NotNull @Size(max = LONGEST) String text) {}

  /** A board that was kept. */
  record KeptBoard(String name, long revision) {}

  /**
   * What a text is.
   *
   * @param board absent where there is a mistake
   */
  record CheckedBoard(@Nullable Board board, List<Mistake> problems) {}

  /**
   * All boards.
   *
   * @param problems of files that are not taken
   */
  record BoardList(Collection<BoardLine> boards, List<FileMistake> problems) {}

  /** A board as the list has it. */
  record BoardLine(String name, Origin origin, String title, String description) {}

  /**
   * A board with its text.
   *
   * @param board absent where there is a mistake
   * @param revision by which the next change names it; 0 of one that was not saved here
   */
  record BoardDocument(
      String name,
      Origin origin,
      String text,
      @Nullable Board board,
      List<Mistake> problems,
      long revision,
      List<DataAuditLine> audit) {}

  @GetMapping
  @Operation(operationId = "boards", summary = "All boards")
  BoardList all() {
    List<Problem> problems = new ArrayList<>();
    Map<String, BoardLine> lines = new TreeMap<>();
    for (SavedBoard saved : table.all()) {
      lines.put(saved.name(), line(saved.name(), Origin.SAVED, saved.text(), problems));
    }
    boards
        .ofFiles(problems)
        .forEach(
            (name, file) -> {
              List<Problem> found = new ArrayList<>();
              Optional<Board> board = BoardReader.read(file.file(), file.text(), found);
              problems.addAll(found);
              if (board.isPresent() && !(file.shipped() && lines.containsKey(name))) {
                lines.put(name, line(name, origin(file), board.get()));
              }
            });
    return new BoardList(lines.values(), problems.stream().map(FileMistake::of).toList());
  }

  private static BoardLine line(String name, Origin origin, String text, List<Problem> problems) {
    return BoardReader.read(name, text, problems)
        .map(board -> line(name, origin, board))
        .orElse(new BoardLine(name, origin, name, ""));
  }

  private static BoardLine line(String name, Origin origin, Board board) {
    return new BoardLine(name, origin, board.title(), board.description());
  }

  private static Origin origin(BoardText file) {
    return file.shipped() ? Origin.SHIPPED : Origin.FILE;
  }

  @GetMapping("/{name}")
  @Operation(operationId = "board", summary = "A board, its text, and who changed it")
  BoardDocument one(@PathVariable String name) {
    Map<String, BoardText> files = boards.ofFiles(new ArrayList<>());
    BoardText file = files.get(name);
    Optional<SavedBoard> saved = table.get(name);
    if (file != null && !(file.shipped() && saved.isPresent())) {
      return document(name, origin(file), file.text(), 0, List.of());
    }
    SavedBoard board =
        saved.orElseThrow(
            () ->
                ApiException.notFound(
                    "there is no board '"
                        + name
                        + "'"
                        + Suggestion.didYouMean(name, names(files))));
    return document(
        name, Origin.SAVED, board.text(), board.revision(), audit.of(DataAudit.Kind.BOARD, name));
  }

  private List<String> names(Map<String, BoardText> files) {
    List<String> names = new ArrayList<>(files.keySet());
    table.all().forEach(board -> names.add(board.name()));
    return names;
  }

  private static BoardDocument document(
      String name, Origin origin, String text, long revision, List<DataAuditLine> audit) {
    List<Problem> problems = new ArrayList<>();
    Board board = BoardReader.read(name, text, problems).orElse(null);
    return new BoardDocument(name, origin, text, board, Mistake.of(problems), revision, audit);
  }

  @PostMapping("/check")
  @Operation(
      operationId = "checkBoard",
      summary = "What a text is, or its mistakes at their places")
  CheckedBoard check(@Valid @RequestBody BoardDraft draft) {
    List<Problem> problems = new ArrayList<>();
    Board board = BoardReader.read("board", draft.text(), problems).orElse(null);
    return new CheckedBoard(board, Mistake.of(problems));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(operationId = "createBoard", summary = "Save a new board")
  KeptBoard create(@Valid @RequestBody NewBoard board, Authentication caller) {
    return new KeptBoard(
        board.name(), boards.create(board.name(), board.text(), Caller.of(caller).name()));
  }

  @PutMapping("/{name}")
  @Operation(
      operationId = "changeBoard",
      summary = "Change a board; 409 where somebody else has changed it since")
  KeptBoard change(
      @PathVariable String name, @Valid @RequestBody BoardChange change, Authentication caller) {
    return new KeptBoard(
        name, boards.change(name, change.text(), change.revision(), Caller.of(caller).name()));
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "removeBoard", summary = "Remove a board; 409 where it has changed")
  void remove(@PathVariable String name, @RequestParam long revision, Authentication caller) {
    boards.remove(name, revision, Caller.of(caller).name());
  }
}
