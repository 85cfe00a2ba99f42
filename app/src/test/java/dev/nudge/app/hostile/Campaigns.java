package dev.nudge.app.hostile;

import java.util.List;

/** What is live while hostile input comes: a canary, a witness, and some that are hostile too. */
final class Campaigns {
  static final List<String> ALL =
      List.of(
          """
          id: canary
          pattern: {steps: [{name: it, event: sings}]}
          offer: {id: "${it.id}"}
          """,
          """
          id: hostile
          pattern: {steps: [{name: it, event: [hostile, grow, repeat, loops, allocates, throws]}]}
          offer: {id: "${it.id}"}
          """,
          """
          id: three
          pattern: {steps: [{name: all, event: large, times: 3}]}
          offer: {type: "${all[0].type}"}
          matched: all
          """,
          """
          id: grow
          pattern: {steps: [{name: it, event: grow}]}
          offer: {text: "${it.s%s}"}
          """
              .formatted(".replace('a', 'aaaaaaaaaa')".repeat(7)),
          """
          id: repeat
          pattern: {steps: [{name: it, event: repeat}]}
          offer: {text: "%s"}
          """
              .formatted("${it.s}".repeat(90)),
          script("loops", "while (true) {}"),
          script("allocates", "var a = 'a'; while (true) { a += a; }"),
          script("throws", "throw new Error(event.s + '\\\\u001b[31m')"));

  private Campaigns() {}

  /** The id of a document whose first line says it. */
  static String id(String document) {
    return document.lines().findFirst().orElseThrow().substring("id: ".length());
  }

  private static String script(String id, String body) {
    return """
        id: %1$s
        pattern:
          steps:
            - {name: it, event: %1$s, script: "function(event) { %2$s }"}
        """
        .formatted(id, body);
  }
}
