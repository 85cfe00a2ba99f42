package dev.nudge.delivery.track;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The sites to which the author of a mail leads: those whose scheme and host stand written out in
 * its texts before anything is filled in. Addresses that an event or a profile brought may lead
 * anywhere, and nobody vouches for them.
 *
 * @param sites scheme, host and port, in small letters, as {@code https://shop.example:8443}
 */
public record WrittenSites(Set<String> sites) {
  /**
   * An address whose host is complete: its path begins behind it, or a text goes on, or an
   * attribute ends. Where an expression follows, it could be the beginning of another host.
   */
  private static final Pattern SITE =
      Pattern.compile(
          "https?://[A-Za-z0-9.-]*[A-Za-z0-9](?::[0-9]+)?+"
              + "(?=[.,;:!?)]*(?:[/?#\\s<>]|\\z)|[\"']\\s*(?:[A-Za-z>/]|\\z))");

  public WrittenSites {
    sites = Set.copyOf(sites);
  }

  /** Those of texts as their author wrote them, with expressions in them. */
  public static WrittenSites in(Collection<String> texts) {
    Set<String> sites = new HashSet<>();
    for (String text : texts) {
      SITE.matcher(text).results().forEach(found -> sites.add(small(found.group())));
    }
    return new WrittenSites(sites);
  }

  /** Whether a link leads to one of them, and a redirect to it can be written. */
  boolean have(String link) {
    try {
      URI address = URI.create(link);
      return address.getHost() != null
          && sites.contains(small(address.getScheme() + "://" + address.getRawAuthority()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
