package dev.nudge.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FlameGraphTest {
  private static final Map<String, Long> STACKS =
      Map.of(
          "dev.nudge.bench.Loop.take;dev.nudge.engine.Detector.onEvent", 6L,
          "dev.nudge.bench.Loop.take;dev.nudge.engine.Detector.onEvent;java.util.HashMap.get", 3L,
          "dev.nudge.bench.Loop.take;com.other.Thing.<init>", 1L);

  @Test
  void aMethodIsAsWideAsItsShareOfTheSamples() throws Exception {
    Document svg = parse(FlameGraph.svg("six", STACKS));

    assertThat(width(svg, "all")).isEqualTo(1180);
    assertThat(width(svg, "dev.nudge.bench.Loop.take")).isEqualTo(1180);
    assertThat(width(svg, "dev.nudge.engine.Detector.onEvent")).isEqualTo(1062);
    assertThat(width(svg, "java.util.HashMap.get")).isEqualTo(354);
    assertThat(width(svg, "com.other.Thing.<init>")).isEqualTo(118);
  }

  @Test
  void aPointerShowsTheWholeNameAndTheShare() throws Exception {
    Document svg = parse(FlameGraph.svg("six", STACKS));

    assertThat(titles(svg))
        .contains(
            "dev.nudge.engine.Detector.onEvent: 90.0 %, 9 samples",
            "com.other.Thing.<init>: 10.0 %, 1 sample");
  }

  @Test
  void aMethodStandsOnItsCaller() throws Exception {
    Document svg = parse(FlameGraph.svg("six", STACKS));

    double caller = number(box(svg, "dev.nudge.engine.Detector.onEvent"), "y");
    double called = number(box(svg, "java.util.HashMap.get"), "y");
    assertThat(caller - called).isEqualTo(number(box(svg, "all"), "height"));
    assertThat(box(svg, "java.util.HashMap.get").getAttribute("class")).isEqualTo("jdk");
    assertThat(box(svg, "com.other.Thing.<init>").getAttribute("class")).isEqualTo("other");
  }

  @Test
  void itReadsOnLightAndOnDarkGroundAndRunsNothing() throws Exception {
    String svg = FlameGraph.svg("a < b", STACKS);

    assertThat(svg).contains("prefers-color-scheme: dark", "a &lt; b").doesNotContain("<script");
  }

  @Test
  void nothingSeenIsAnEmptyGraph() throws Exception {
    assertThat(titles(parse(FlameGraph.svg("six", Map.of())))).isEmpty();
  }

  @Test
  void whatIsTooNarrowToSeeIsLeftOutAndToldOf() throws Exception {
    Document svg = parse(FlameGraph.svg("six", Map.of("a.B.c", 1_000_000L, "a.B.d", 1L)));

    assertThat(titles(svg)).hasSize(2).noneMatch(title -> title.contains("a.B.d"));
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("1,000,001 samples", "boxes under 0.05 % are left out");
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static java.util.List<String> titles(Document svg) {
    NodeList titles = svg.getElementsByTagName("title");
    return java.util.stream.IntStream.range(0, titles.getLength())
        .mapToObj(i -> titles.item(i).getTextContent())
        .toList();
  }

  private static Element box(Document svg, String method) {
    NodeList titles = svg.getElementsByTagName("title");
    Optional<Element> found = Optional.empty();
    for (int i = 0; i < titles.getLength(); i++) {
      if (titles.item(i).getTextContent().startsWith(method + ":")) {
        Element group = (Element) titles.item(i).getParentNode();
        found = Optional.of((Element) group.getElementsByTagName("rect").item(0));
      }
    }
    return found.orElseThrow();
  }

  private static double width(Document svg, String method) {
    return number(box(svg, method), "width");
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
