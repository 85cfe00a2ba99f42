package dev.nudge.console.web;

import java.util.List;

/** An answer of which one list is what it is about: the rows, where it is asked for as a table. */
public interface HasRows {
  /** The list, as it stands in the answer. */
  List<?> tableRows();
}
