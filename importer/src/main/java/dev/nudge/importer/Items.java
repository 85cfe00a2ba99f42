package dev.nudge.importer;

import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import java.util.ArrayList;
import java.util.List;

/** Finds what a file holds: one JSON object, a list of them, or one after the other. */
final class Items {
  private Items() {}

  static List<Item> read(String file, String text, List<Problem> problems) {
    List<Item> items = new ArrayList<>();
    int before = problems.size();
    for (TopLevelValues.Part part : TopLevelValues.of(text)) {
      List<Problem> found = new ArrayList<>();
      for (Document document : DocumentReader.read(file, part.text(), found)) {
        FilePositions positions = new FilePositions.InValue(part.lines(), document.root());
        if (document.root() instanceof Node.Listing listing) {
          listing.elements().forEach(element -> add(items, element, positions));
        } else {
          add(items, document.root(), positions);
        }
      }
      for (Problem problem : found) {
        FilePositions.InValue lines =
            new FilePositions.InValue(part.lines(), new Node.Listing(problem.at(), List.of()));
        problems.add(lines.inFile(problem));
      }
    }
    if (items.isEmpty() && problems.size() == before) {
      problems.add(
          Problem.error(new Position(file, 1, 1), "the file holds neither rules nor campaigns"));
    }
    return items.size() == 1
        ? List.of(new Item(items.get(0).node(), items.get(0).positions(), 0))
        : items;
  }

  private static void add(List<Item> items, Node node, FilePositions positions) {
    items.add(new Item(node, positions, items.size() + 1));
  }
}
