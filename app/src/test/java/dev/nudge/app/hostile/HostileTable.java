package dev.nudge.app.hostile;

import java.util.ArrayList;
import java.util.List;

/** Every hostile input, in the order in which they are sent. */
final class HostileTable {
  private HostileTable() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(EventRows.rows());
    rows.addAll(TableRows.rows());
    rows.addAll(CampaignRows.rows());
    rows.addAll(ConsoleRows.rows());
    rows.addAll(ConnectionRows.rows());
    rows.addAll(FileRows.rows());
    return rows;
  }

  /** The table as docs/operations.md shows it, a part for each way in. */
  static String markdown() {
    StringBuilder page = new StringBuilder();
    for (Way way : Way.values()) {
      page.append("**Through ").append(way.words()).append("**\n\n");
      page.append("| input | what happens | where it is seen |\n|---|---|---|\n");
      rows().stream().filter(row -> row.way() == way).forEach(row -> page.append(row.markdown()));
      page.append('\n');
    }
    return page.toString().strip();
  }
}
