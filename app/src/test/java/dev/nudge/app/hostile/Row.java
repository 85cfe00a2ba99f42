package dev.nudge.app.hostile;

/**
 * One hostile input: a line of the table in docs/operations.md, and what proves that line.
 *
 * @param input what it is, for people
 * @param way how it comes in
 * @param happens what becomes of it
 * @param seen where that is seen; Markdown
 * @param attack sends it, and fails where something else happens or it is not seen there
 */
record Row(String input, Way way, String happens, String seen, Attack attack) {
  /** Sends an input and looks at what becomes of it. */
  interface Attack {
    void on(Victim victim) throws Exception;
  }

  /** {@code | input | what happens | where it is seen |}. */
  String markdown() {
    return "| " + cell(input) + " | " + cell(happens) + " | " + cell(seen) + " |\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
