package dev.nudge.bench.measure;

import com.google.common.base.Splitter;
import dev.nudge.app.terminal.Table;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A flame graph as one SVG file without scripts: each method is a box as wide as its share of the
 * samples, on top of who called it; a pointer that rests on it shows the whole name and the share.
 * Boxes of Nudge, of the JDK and of others have colours of their own; it reads on light and on dark
 * ground. After Brendan Gregg, "The Flame Graph", CACM 59(6), 2016.
 */
public final class FlameGraph {
  private static final int WIDTH = 1200;
  private static final int MARGIN = 10;
  private static final int ROW = 17;
  private static final int HEAD = 52;
  private static final double LETTER = 6.3;

  /** Narrower boxes are left out. */
  private static final double LEAST_WIDTH = 0.6;

  private static final String STYLE =
      """
      <style>
      svg { font: 11px ui-monospace, Menlo, Consolas, monospace; }
      text { fill: #1c1c1c; }
      rect { stroke: #ffffff; stroke-width: 0.5; }
      .ground { fill: #ffffff; }
      .all { fill: #d9d9d9; } .nudge { fill: #f4b183; } .jdk { fill: #a9cdf0; } .other { fill: #bfe0b4; }
      g.box:hover rect { stroke: #1c1c1c; stroke-width: 1.5; }
      .head { font-size: 15px; } .note { fill: #555555; }
      @media (prefers-color-scheme: dark) {
        text { fill: #f0f0f0; }
        rect { stroke: #1b1d21; }
        .ground { fill: #1b1d21; }
        .all { fill: #4a4d52; } .nudge { fill: #97521f; } .jdk { fill: #2b5d8c; } .other { fill: #3d6b31; }
        g.box:hover rect { stroke: #f0f0f0; }
        .note { fill: #b5b5b5; }
      }
      </style>
      """;

  private final long all;
  private final int height;
  private final StringBuilder svg = new StringBuilder();

  /** A method, called as the ones below it called each other. */
  private static final class Box {
    final Map<String, Box> calls = new TreeMap<>();
    long samples;

    int depth() {
      return 1 + calls.values().stream().mapToInt(Box::depth).max().orElse(0);
    }
  }

  private FlameGraph(Box root) {
    all = root.samples;
    height = HEAD + root.depth() * ROW + MARGIN;
  }

  /**
   * Draws.
   *
   * @param title above it
   * @param stacks how often each stack was seen: its methods, the outermost first, apart by
   *     semicolons
   */
  public static String svg(String title, Map<String, Long> stacks) {
    Box root = new Box();
    stacks.forEach(
        (stack, count) -> {
          root.samples += count;
          Box at = root;
          for (String method : Splitter.on(';').split(stack)) {
            at = at.calls.computeIfAbsent(method, name -> new Box());
            at.samples += count;
          }
        });
    return new FlameGraph(root).draw(title, root);
  }

  private String draw(String title, Box root) {
    append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n",
        WIDTH, height, WIDTH, height);
    svg.append(STYLE).append("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
    append("<text class=\"head\" x=\"%d\" y=\"22\">%s</text>\n", MARGIN, escaped(title));
    append(
        "<text class=\"note\" x=\"%d\" y=\"40\">%s; a box is as wide as its share, on its"
            + " caller; orange: Nudge, blue: the JDK, green: others; boxes under %.2f %% are left"
            + " out</text>\n",
        MARGIN, Table.count(all, "sample"), 100 * LEAST_WIDTH / (WIDTH - 2 * MARGIN));
    if (all > 0) {
      draw("all", "all", root, MARGIN, 0);
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(String name, String kind, Box box, double left, int level) {
    double width = (double) (WIDTH - 2 * MARGIN) * box.samples / all;
    if (width < LEAST_WIDTH) {
      return;
    }
    int top = height - MARGIN - (level + 1) * ROW;
    append(
        "<g class=\"box\"><title>%s: %.1f %%, %s</title>",
        escaped(name), 100.0 * box.samples / all, Table.count(box.samples, "sample"));
    append(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
        kind, left, top, width, ROW);
    String label = fitted(shortName(name), width);
    if (!label.isEmpty()) {
      append("<text x=\"%.1f\" y=\"%d\">%s</text>", left + 3, top + ROW - 5, escaped(label));
    }
    svg.append("</g>\n");
    double next = left;
    for (Map.Entry<String, Box> call : box.calls.entrySet()) {
      draw(call.getKey(), kind(call.getKey()), call.getValue(), next, level + 1);
      next += (double) (WIDTH - 2 * MARGIN) * call.getValue().samples / all;
    }
  }

  private static String kind(String method) {
    if (method.startsWith("dev.nudge.")) {
      return "nudge";
    }
    return method.startsWith("java.") || method.startsWith("jdk.") ? "jdk" : "other";
  }

  /** The class and the method, without the package. */
  private static String shortName(String method) {
    int name = method.lastIndexOf('.');
    return method.substring(name < 0 ? 0 : method.lastIndexOf('.', name - 1) + 1);
  }

  private static String fitted(String text, double width) {
    int letters = (int) ((width - 6) / LETTER);
    if (letters >= text.length()) {
      return text;
    }
    return letters < 3 ? "" : text.substring(0, letters - 1) + "…";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void append(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
