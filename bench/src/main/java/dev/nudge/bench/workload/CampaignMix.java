package dev.nudge.bench.workload;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A kind of campaign of which there may be any number, each about something of its own, so that an
 * event concerns one of them however many there are.
 */
public enum CampaignMix {
  PRODUCT("product equality") {
    @Override
    String body(int number) {
      return """
      pattern:
        steps:
          - {name: look, event: view, where: event.product == 'p-%d'}
      """
          .formatted(number);
    }
  },
  PRICE("type and price range") {
    @Override
    String body(int number) {
      return """
      pattern:
        steps:
          - {name: look, event: view, where: event.price >= %d && event.price < %d}
      """
          .formatted(number, number + 1);
    }
  },
  REGEX("regular expressions") {
    @Override
    String body(int number) {
      return """
      pattern:
        steps:
          - {name: word, event: search, where: "event.word.matches('^shop/word-%d-[a-z]+$')"}
      """
          .formatted(number);
    }
  },
  SEQUENCE("sequences") {
    @Override
    String body(int number) {
      return """
      pattern:
        steps:
          - {name: look, event: view, where: event.product == 'p-%1$d'}
          - {name: cart, event: cart, where: event.product == 'p-%1$d'}
        within: 10m
      """
          .formatted(number);
    }
  },
  MEASURE("measures of own windows") {
    @Override
    String body(int number) {
      return """
      measures:
        looks: {aggregate: count, event: view, where: event.product == 'p-%d', over: %ds}
      when: looks >= 3
      """
          .formatted(number, 600 + number % 3000);
    }
  },
  AUDIENCE("audiences") {
    @Override
    String body(int number) {
      return """
      audience: profile.group == 'g-%d'
      pattern:
        steps:
          - {name: look, event: view}
      """
          .formatted(number);
    }
  };

  /** So many products are looked at by one user, however many there are. */
  private static final int FAVOURITES = 10;

  private static final long MILLIS_APART = 40;

  private final String words;

  CampaignMix(String words) {
    this.words = words;
  }

  /** What it is, for people. */
  public String words() {
    return words;
  }

  abstract String body(int number);

  /** A document, about something that no other number of this kind is about. */
  public String document(int number) {
    return "id: "
        + name().toLowerCase(Locale.ROOT)
        + "-"
        + number
        + "\n"
        + body(number)
        + "offer: {campaign: "
        + number
        + "}\n";
  }

  /** As many documents, of these kinds in turn. */
  public static List<String> documents(List<CampaignMix> mixes, int count) {
    List<String> documents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      documents.add(mixes.get(i % mixes.size()).document(i / mixes.size()));
    }
    return documents;
  }

  /** The tag {@code group} of a user, by number. */
  public static String group(int user, int things) {
    return "g-" + user % things;
  }

  /**
   * Events of users {@code u0}, {@code u1}, ...: views, carts and searches of these kinds of
   * campaigns in turn.
   *
   * @param things how many campaigns of each kind there are: of products, prices and words, as many
   */
  public static List<Event> events(List<CampaignMix> mixes, int count, int users, int things) {
    SplittableRandom random = new SplittableRandom(1);
    Properties.Builder builder = new Properties.Builder(Shapes.shared());
    List<Event> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int user = random.nextInt(users);
      int favourite = (user * 7919 + random.nextInt(FAVOURITES) * 104_729) % things;
      CampaignMix mix = mixes.get(i % mixes.size());
      String type =
          mix == REGEX ? "search" : mix == SEQUENCE && random.nextBoolean() ? "cart" : "view";
      builder.put("product", "p-" + favourite);
      builder.put("price", random.nextInt(things) + 0.5);
      builder.put("word", "shop/word-" + random.nextInt(things) + "-shoes");
      events.add(
          new Event(
              "e" + i, "u" + user, type, 1_000_000_000_000L + i * MILLIS_APART, builder.build()));
    }
    return events;
  }
}
