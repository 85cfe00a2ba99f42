package dev.nudge.app.hostile;

/** How hostile input comes in. */
enum Way {
  EVENTS("the topic `nudge.events`"),
  PROFILES("the topic `nudge.profiles`"),
  CATALOG("the topic `nudge.catalog`"),
  CAMPAIGNS("the topic `nudge.campaigns`"),
  CONSOLE("the console's endpoints"),
  CONNECTIONS("connections to the console"),
  FILES("files given to commands");

  private final String words;

  Way(String words) {
    this.words = words;
  }

  /** For headings. */
  String words() {
    return words;
  }
}
