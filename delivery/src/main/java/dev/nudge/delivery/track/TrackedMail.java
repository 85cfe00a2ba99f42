package dev.nudge.delivery.track;

import dev.nudge.delivery.report.DeliveryEvent.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;

/**
 * Puts links that lead over the console into one mail, in place of those of its own that lead to
 * sites of its author: the console is to send nobody where an event or a profile says. Everything
 * else in it stays as it is, byte for byte.
 *
 * @param publicUrl where readers reach the console
 * @param origin the delivery
 * @param sites of the author; links that lead elsewhere are not counted
 * @param except links that lead where they lead, as that of who wants no more mail
 */
public record TrackedMail(
    String publicUrl, LinkKey key, Origin origin, WrittenSites sites, List<String> except) {
  /** Where a link leads over the console: a token follows. */
  public static final String LINKS = "/r/";

  /** Where the picture is: a token follows. */
  public static final String PICTURES = "/r/open/";

  /** Longer addresses are cut off by some mail programs, so they stay as they are. */
  private static final int LONGEST = 4_000;

  private static final Pattern BARE = Pattern.compile("https?://[^\\s<>\"]+");
  private static final String BEHIND = ".,;:!?'\")]}";
  private static final Pattern BODY_END = Pattern.compile("</body", Pattern.CASE_INSENSITIVE);

  private record Replacement(int from, int to, String with) {}

  /** The plain part. */
  public String text(String text) {
    return BARE.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(withoutWhatIsBehind(found.group())));
  }

  /**
   * A link of a sentence, counted. The punctuation behind it belongs to the sentence, but a closing
   * bracket to the link that has opened it.
   */
  private String withoutWhatIsBehind(String whole) {
    int end = whole.length();
    long unopened = count(whole, ')') - count(whole, '(');
    while (BEHIND.indexOf(whole.charAt(end - 1)) >= 0 && !isToStay(whole, end)) {
      if (whole.charAt(end - 1) == ')' && unopened-- <= 0) {
        break;
      }
      end--;
    }
    String link = whole.substring(0, end);
    return counted(link).orElse(link) + whole.substring(end);
  }

  private boolean isToStay(String whole, int end) {
    return except.stream().anyMatch(one -> one.length() == end && whole.startsWith(one));
  }

  private static long count(String text, char one) {
    return text.chars().filter(each -> each == one).count();
  }

  /** The HTML part. */
  public String html(String html) {
    List<Replacement> replacements = new ArrayList<>();
    Document document = Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
    for (Element anchor : document.select("a[href], area[href]")) {
      Range.AttributeRange place = anchor.attributes().sourceRange("href");
      if (!place.valueRange().isTracked()) {
        continue;
      }
      counted(anchor.attr("href").strip())
          .ifPresent(
              link ->
                  replacements.add(
                      new Replacement(
                          place.valueRange().startPos(), place.valueRange().endPos(), link)));
    }
    StringBuilder changed = new StringBuilder();
    int at = 0;
    for (Replacement one : replacements.stream().sorted(TrackedMail::byPlace).toList()) {
      if (one.from() < at) {
        continue;
      }
      changed.append(html, at, one.from()).append(one.with());
      at = one.to();
    }
    return changed.append(html.substring(at)).toString();
  }

  private static int byPlace(Replacement one, Replacement other) {
    return Integer.compare(one.from(), other.from());
  }

  /** The HTML part, with the picture at its end. */
  public String withPicture(String html) {
    String picture =
        "<img src=\""
            + publicUrl
            + PICTURES
            + new TrackedLink(origin, "").token(key)
            + "\" width=\"1\" height=\"1\" alt=\"\">";
    int end = html.length();
    Matcher body = BODY_END.matcher(html);
    while (body.find()) {
      end = body.start();
    }
    return html.substring(0, end) + picture + html.substring(end);
  }

  /** Where a link leads over the console; nothing for what is none, or is to stay. */
  private Optional<String> counted(String link) {
    if (except.contains(link) || !sites.have(link)) {
      return Optional.empty();
    }
    String counted = publicUrl + LINKS + new TrackedLink(origin, link).token(key);
    return counted.length() > LONGEST ? Optional.empty() : Optional.of(counted);
  }
}
