package dev.nudge.customer.board;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of panels that ask queries, with parameters that they share.
 *
 * @param title for people
 * @param description for people; may be empty
 * @param refreshMillis how often the panels ask again; 0 for never
 * @param panels in the order in which they are shown
 */
public record Board(
    String title,
    String description,
    long refreshMillis,
    List<BoardParameter> parameters,
    List<BoardPanel> panels) {
  public Board {
    parameters = List.copyOf(parameters);
    panels = List.copyOf(panels);
  }

  /** How a panel shows an answer. */
  public enum Show {
    /** One value of the first row. */
    NUMBER,
    /** All columns. */
    TABLE,
    /** Numbers over another column. */
    CHART,
    /** One column, a line each, with another beside it. */
    LIST
  }

  /** How a chart is drawn. */
  public enum ChartKind {
    LINE,
    BARS
  }

  /**
   * What the panels are asked with: each whose query has a parameter of this name gets its value.
   *
   * @param label for people
   * @param standard what holds where nothing is given; may be empty
   */
  public record BoardParameter(String name, String label, String standard) {}

  /**
   * One answer on the page.
   *
   * @param query that it asks
   * @param with values for the query's parameters, before those of the board
   * @param column what a number or a list shows; the first where it is missing
   * @param beside what a list shows beside each line
   * @param x what a chart is over; a time, or the first that is no number, where it is missing
   * @param y what a chart shows; the first number where there is none
   * @param kind of a chart; by x where it is missing
   * @param unit behind a number; may be empty
   * @param width in quarters of the page
   * @param rows the most it asks for; 0 for as many as suit what it shows
   */
  public record BoardPanel(
      String title,
      Show show,
      String query,
      Map<String, String> with,
      @Nullable String column,
      @Nullable String beside,
      @Nullable String x,
      List<String> y,
      @Nullable ChartKind kind,
      String unit,
      int width,
      int rows) {
    public BoardPanel {
      with = Map.copyOf(with);
      y = List.copyOf(y);
    }
  }
}
