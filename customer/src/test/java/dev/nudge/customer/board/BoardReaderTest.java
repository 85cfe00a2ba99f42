package dev.nudge.customer.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.customer.board.Board.BoardPanel;
import dev.nudge.customer.board.Board.BoardParameter;
import dev.nudge.customer.board.Board.ChartKind;
import dev.nudge.customer.board.Board.Show;
import dev.nudge.engine.document.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardReaderTest {
  private static final Path PAGE = Path.of("../docs/boards.md");

  private final List<Problem> problems = new ArrayList<>();

  private Optional<Board> read(String yaml) {
    return BoardReader.read("b.yaml", yaml, problems);
  }

  @Test
  void readsAllThatOneCanSay() {
    Board board =
        read("""
            title: Spend
            description: Who spends what
            refresh: 5s
            parameters:
              userid: {label: Customer, default: u1}
              top: {default: 5}
            panels:
              - {title: In all, show: number, query: total-spend, column: total_spend, unit: EUR}
              - {show: chart, query: purchases, x: event_time, y: [total], kind: bars, width: 4, rows: 50}
              - {show: list, query: recommendations, with: {top: 3}, column: product_id, beside: together}
              - {show: table, query: activity}
            """)
            .orElseThrow();
    assertThat(problems).isEmpty();
    assertThat(board.refreshMillis()).isEqualTo(5_000);
    assertThat(board.parameters())
        .containsExactly(
            new BoardParameter("userid", "Customer", "u1"), new BoardParameter("top", "top", "5"));
    assertThat(board.panels().get(0).unit()).isEqualTo("EUR");
    BoardPanel chart = board.panels().get(1);
    assertThat(chart.title()).isEqualTo("purchases");
    assertThat(chart.y()).containsExactly("total");
    assertThat(chart.kind()).isEqualTo(ChartKind.BARS);
    assertThat(chart.width()).isEqualTo(4);
    assertThat(board.panels().get(2).with()).isEqualTo(Map.of("top", "3"));
    assertThat(board.panels().get(3).show()).isEqualTo(Show.TABLE);
  }

  @Test
  void saysAllThatIsWrongAtItsPlace() {
    Optional<Board> board =
        read(
            """
            title: Spend
            refresh: 500ms
            panels:
              - {show: nummber, query: total-spend}
              - {show: table, query: "select 1", unit: EUR}
              - {query: activity, widht: 2}
            """);
    assertThat(board).isEmpty();
    assertThat(problems)
        .extracting(Problem::toString)
        .anySatisfy(text -> assertThat(text).startsWith("b.yaml:2:10: error: ").contains("refresh"))
        .anySatisfy(text -> assertThat(text).contains("b.yaml:4:12", "did you mean 'number'"))
        .anySatisfy(text -> assertThat(text).contains("b.yaml:5:26", "the name of a query"))
        .anySatisfy(text -> assertThat(text).contains("'unit' goes with 'show: number'"))
        .anySatisfy(text -> assertThat(text).contains("did you mean 'width'"))
        .anySatisfy(text -> assertThat(text).contains("missing key 'show'"));
  }

  @Test
  void anyTextIsABoardOrRefused() {
    for (String text :
        List.of("", "[]", "null", "title: x", "---\n---\n", "a: b: c", "\u0000", "panels: 1")) {
      problems.clear();
      assertThat(read(text)).as(text).isEmpty();
      assertThat(problems).as(text).isNotEmpty();
    }
  }

  @Test
  void theBoardsThatNudgeBringsAreRight() {
    Map<String, BoardFiles.BoardText> shipped = new BoardFiles(Optional.empty()).read(problems);
    assertThat(shipped).containsKey("customer");
    shipped.values().forEach(one -> BoardReader.read(one.file(), one.text(), problems));
    assertThat(problems).isEmpty();
  }

  @Test
  void aFileIsABoardOfItsNameAndStandsBeforeOneThatNudgeBrings(@TempDir Path folder)
      throws Exception {
    Files.writeString(folder.resolve("customer.yaml"), "title: Ours\npanels: []\n");
    Files.writeString(folder.resolve("Not a name.yaml"), "title: x\n");
    Map<String, BoardFiles.BoardText> all = new BoardFiles(Optional.of(folder)).read(problems);
    assertThat(all.get("customer").text()).startsWith("title: Ours");
    assertThat(all.get("customer").shipped()).isFalse();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).text()).contains("'Not a name.yaml' is no such name");
  }

  @Test
  void theExampleOfThePageIsABoard() throws Exception {
    Matcher example =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    assertThat(example.find()).isTrue();
    assertThat(read(example.group(1))).isPresent();
    assertThat(problems).isEmpty();
  }
}
