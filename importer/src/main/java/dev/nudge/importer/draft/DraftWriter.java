package dev.nudge.importer.draft;

import static java.util.stream.Collectors.joining;

import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.comments.CommentLine;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Writes a document as a person would: in blocks, small values in {@code {...}}, what is longer
 * than a line as it was, no quotes where none are needed.
 */
final class DraftWriter {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setIndent(2)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setSplitLines(false)
          .setDumpComments(true)
          .build();

  /** An empty line comes before each of these. */
  private static final Set<String> SECTIONS = Set.of("pattern", "offer");

  private DraftWriter() {}

  static String write(CampaignDraft campaign) {
    MappingNode root = mapping(campaign.root(), FlowStyle.BLOCK);
    for (NodeTuple member : root.getValue()) {
      if (member.getKeyNode() instanceof ScalarNode key && SECTIONS.contains(key.getValue())) {
        key.setBlockComments(List.of(comment(CommentType.BLANK_LINE, "")));
      }
    }
    StringBuilder text = new StringBuilder();
    campaign.notes().forEach(note -> text.append("# ").append(oneLine(note)).append('\n'));
    text.append(
        new Present(SETTINGS).emitToString(new Serialize(SETTINGS).serializeOne(root).iterator()));
    // What YAML would let stand is inside double quotes, where it may be spelt out as well.
    return text.toString().lines().map(line -> PlainText.of(line) + "\n").collect(joining());
  }

  private static String oneLine(String note) {
    return PlainText.of(note.replaceAll("\\p{Cntrl}+", " "));
  }

  private static ScalarStyle style(String text) {
    return text.equals(PlainText.of(text)) ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
  }

  private static CommentLine comment(CommentType type, String text) {
    return new CommentLine(Optional.empty(), Optional.empty(), text, type);
  }

  private static org.snakeyaml.engine.v2.nodes.Node node(DraftValue value, boolean inFlow) {
    FlowStyle style = inFlow || isSmall(value) ? FlowStyle.FLOW : FlowStyle.BLOCK;
    if (value instanceof DraftValue.Mapping mapping) {
      return mapping(mapping, style);
    }
    if (value instanceof DraftValue.Listing listing) {
      List<org.snakeyaml.engine.v2.nodes.Node> elements = new ArrayList<>();
      for (DraftValue element : listing.elements()) {
        boolean inside = style == FlowStyle.FLOW;
        elements.add(
            element instanceof DraftValue.Mapping mapping && !inside
                ? mapping(mapping, FlowStyle.BLOCK)
                : node(element, inside));
      }
      return new SequenceNode(Tag.SEQ, elements, style);
    }
    return scalar((DraftValue.Scalar) value);
  }

  private static MappingNode mapping(DraftValue.Mapping mapping, FlowStyle style) {
    List<NodeTuple> members = new ArrayList<>();
    for (Map.Entry<String, DraftValue> member : mapping.members().entrySet()) {
      members.add(
          new NodeTuple(
              new ScalarNode(Tag.STR, member.getKey(), style(member.getKey())),
              node(member.getValue(), style == FlowStyle.FLOW)));
    }
    return new MappingNode(Tag.MAP, members, style);
  }

  private static ScalarNode scalar(DraftValue.Scalar scalar) {
    Tag tag =
        switch (scalar.type()) {
          case STRING -> Tag.STR;
          case INTEGER -> Tag.INT;
          case DECIMAL -> Tag.FLOAT;
          case BOOLEAN -> Tag.BOOL;
          case NULL -> Tag.NULL;
        };
    boolean lines =
        scalar.type() == Node.Scalar.Type.STRING && scalar.text().strip().indexOf('\n') > 0;
    String text = scalar.type() == Node.Scalar.Type.NULL ? "null" : scalar.text();
    // Line ends alone are no reason for quotes.
    ScalarStyle style = style(text.replace("\n", ""));
    return new ScalarNode(
        tag, text, lines && style == ScalarStyle.PLAIN ? ScalarStyle.LITERAL : style);
  }

  /** {@code {min: 2, max: 5}} and {@code [view, cart]} read best on their line. */
  private static boolean isSmall(DraftValue value) {
    if (value instanceof DraftValue.Mapping mapping) {
      return mapping.members().size() <= 2
          && mapping.members().values().stream().allMatch(DraftWriter::isWord);
    }
    return value instanceof DraftValue.Listing listing
        && listing.elements().stream().allMatch(DraftWriter::isWord);
  }

  private static boolean isWord(DraftValue value) {
    return value instanceof DraftValue.Scalar scalar
        && scalar.text().length() <= 30
        && scalar.text().indexOf('\n') < 0;
  }
}
