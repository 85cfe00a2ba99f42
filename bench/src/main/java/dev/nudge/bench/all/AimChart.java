package dev.nudge.bench.all;

import java.util.List;
import java.util.Locale;

/**
 * Figures as bars by how far they are from their aims, as one SVG without scripts: a line stands
 * where the aim is, each step aside is ten times. It reads on light and on dark ground.
 */
final class AimChart {
  private static final int WIDTH = 900;
  private static final int NAMES = 270;
  private static final int NUMBERS = 170;
  private static final int ROW = 24;
  private static final int HEAD = 48;

  /** The plot goes from a hundredth of the aim to ten times it. */
  private static final double LEAST = -2;

  private static final double MOST = 1;

  private static final String STYLE =
      """
      <style>
      svg { font: 12px ui-sans-serif, system-ui, sans-serif; }
      text { fill: #1c1c1c; } .note { fill: #5c5c5c; }
      .ground { fill: #ffffff; } .aim { stroke: #1c1c1c; } .tick { stroke: #d5d5d5; }
      .there { fill: #6c8f5b; } .short { fill: #d08a3c; }
      @media (prefers-color-scheme: dark) {
        text { fill: #f0f0f0; } .note { fill: #b5b5b5; }
        .ground { fill: #1b1d21; } .aim { stroke: #f0f0f0; } .tick { stroke: #3a3d42; }
      }
      </style>
      """;

  private AimChart() {}

  /** Draws those that have an aim. */
  static String svg(List<Figure> figures) {
    List<Figure> aimed = figures.stream().filter(figure -> figure.aim().isPresent()).toList();
    int height = HEAD + ROW * aimed.size() + 12;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Figures beside their aims\">\n",
            WIDTH,
            height));
    svg.append(STYLE);
    svg.append(
        String.format(
            Locale.ROOT, "<rect class=\"ground\" width=\"%d\" height=\"%d\"/>\n", WIDTH, height));
    for (int power = (int) LEAST; power <= MOST; power++) {
      double x = x(Math.pow(10, power));
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n",
              power == 0 ? "aim" : "tick",
              x,
              HEAD - 10,
              x,
              height - 10));
      svg.append(
          String.format(
              Locale.ROOT,
              "<text class=\"note\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
              x,
              HEAD - 18,
              power == 0 ? "the aim" : times(power)));
    }
    for (int i = 0; i < aimed.size(); i++) {
      bar(aimed.get(i), HEAD + ROW * i, svg);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void bar(Figure figure, int y, StringBuilder svg) {
    Aim aim = figure.aim().orElseThrow();
    double from = x(1);
    double to = x(aim.reached(figure.number()));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s %s</text>\n",
            NAMES - 12,
            y + 15,
            figure.bench(),
            figure.key()));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
            figure.isReached() ? "there" : "short",
            Math.min(from, to),
            y + 4,
            Math.max(1, Math.abs(to - from)),
            ROW - 9));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\">%s <tspan class=\"note\">%s %s</tspan></text>\n",
            WIDTH - NUMBERS + 12,
            y + 15,
            Figure.text(figure.number()),
            aim.lessIsBetter() ? "≤" : "≥",
            Figure.text(aim.value())));
  }

  private static String times(int power) {
    return power < 0
        ? "1/" + Math.round(Math.pow(10, -power))
        : Math.round(Math.pow(10, power)) + "×";
  }

  private static double x(double reached) {
    double power = Math.max(LEAST, Math.min(MOST, Math.log10(reached)));
    return NAMES + (power - LEAST) / (MOST - LEAST) * (WIDTH - NAMES - NUMBERS);
  }
}
