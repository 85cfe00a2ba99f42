package dev.nudge.console.shop;

import dev.nudge.console.kafka.EventView;
import dev.nudge.console.live.CampaignTexts;
import dev.nudge.console.person.PersonReplay;
import dev.nudge.console.shop.Products.Product;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Suggests to a visitor what to do next to get an offer. What a suggestion promises is what the
 * live campaigns make of it when they are run ahead, from where the visitor stands.
 */
@Component
final class Walks {
  private static final int MOST = 3;
  private static final int MOST_CATEGORIES = 5;

  /** People take their time between two clicks. */
  private static final long BETWEEN_MILLIS = 3_000;

  private final PersonReplay replay;
  private final Products products;
  private final EventView view;
  private final CampaignTexts texts;
  private final Clock clock;

  Walks(PersonReplay replay, Products products, EventView view, CampaignTexts texts, Clock clock) {
    this.replay = replay;
    this.products = products;
    this.view = view;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * What the visitor's clicks have in common.
   *
   * @param session as the events of this visit have it
   * @param device as they have it
   */
  record Visit(String user, String session, String device) {}

  /**
   * Something to do, step by step. The last step brings an offer.
   *
   * @param steps at most five
   */
  record Walk(List<WalkStep> steps) {
    private Set<String> campaigns() {
      Set<String> all = new HashSet<>();
      steps.forEach(step -> step.offers().forEach(offer -> all.add(offer.campaign())));
      return all;
    }
  }

  /**
   * A step.
   *
   * @param type of the event: {@code view}, {@code cart} or {@code purchase}
   * @param offers what fires right after it
   */
  record WalkStep(
      @Schema(allowableValues = {"view", "cart", "purchase"}) String type,
      Product product,
      List<PromisedOffer> offers) {}

  /**
   * What will fire.
   *
   * @param name the campaign's, or its id
   * @param ifBudget whether it also takes that the campaign's budget is not spent
   */
  record PromisedOffer(String campaign, String name, boolean ifBudget) {}

  private record Act(String type, Product product) {}

  /**
   * What is suggested.
   *
   * @param known whether it is known already who the visitor is: if not, there is no walk, and one
   *     should ask again
   * @param walks at most three, each for an offer that those before it do not bring
   */
  record Suggestions(boolean known, List<Walk> walks) {}

  /** What the visitor may do now. */
  Suggestions of(Visit visit) {
    PersonReplay.Standing standing = replay.of(visit.user());
    return standing.isKnown()
        ? new Suggestions(true, walks(visit, standing))
        : new Suggestions(false, List.of());
  }

  private List<Walk> walks(Visit visit, PersonReplay.Standing standing) {
    Map<String, String> names = texts.names();
    List<Walk> found = new ArrayList<>();
    Set<String> promised = new HashSet<>();
    for (List<Act> candidate : candidates()) {
      if (found.size() < MOST) {
        walk(candidate, visit, standing, names)
            .filter(walk -> promised.addAll(walk.campaigns()))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** As far as its last offer. */
  private Optional<Walk> walk(
      List<Act> acts, Visit visit, PersonReplay.Standing standing, Map<String, String> names) {
    PersonReplay.Ahead ahead = standing.ahead();
    List<WalkStep> steps = new ArrayList<>();
    int whole = 0;
    long time = clock.millis();
    for (Act act : acts) {
      time += BETWEEN_MILLIS;
      List<PromisedOffer> promises = new ArrayList<>();
      var unused = ahead.passTo(time - 1); // is no step's doing
      List<Trigger> fired = new ArrayList<>(ahead.take(event(act, visit, time)));
      fired.addAll(ahead.passTo(time + BETWEEN_MILLIS / 2)); // what candidates wait for each other
      for (Trigger trigger : fired) {
        promises.add(
            new PromisedOffer(
                trigger.campaign(),
                names.getOrDefault(trigger.campaign(), trigger.campaign()),
                standing.sharesBudget(trigger.campaign())));
      }
      steps.add(new WalkStep(act.type(), act.product(), promises));
      whole = promises.isEmpty() ? whole : steps.size();
    }
    return whole == 0 ? Optional.empty() : Optional.of(new Walk(steps.subList(0, whole)));
  }

  private Event event(Act act, Visit visit, long time) {
    Product product = act.product();
    Properties.Builder properties =
        new Properties.Builder(Shapes.shared())
            .put("product_id", (Object) product.id())
            .put("category", (Object) product.category())
            .put("price", product.price())
            .put("page", (Object) ("/p/" + product.id()))
            .put("session", (Object) visit.session())
            .put("device", (Object) visit.device());
    return view.of(new Event("ahead-" + time, visit.user(), act.type(), time, properties.build()));
  }

  /** What people do in shops, the plainer first. */
  private List<List<Act>> candidates() {
    Map<String, List<Product>> byCategory = new LinkedHashMap<>();
    for (Product product : products.some()) {
      byCategory.computeIfAbsent(product.category(), any -> new ArrayList<>()).add(product);
    }
    List<List<Product>> shelves =
        byCategory.values().stream().filter(all -> all.size() > 1).limit(MOST_CATEGORIES).toList();
    List<List<Act>> all = new ArrayList<>();
    for (List<Product> shelf : shelves) {
      for (List<Product> other : shelves) {
        if (shelf != other) {
          all.add(views(shelf.get(0), other.get(0), shelf.get(1)));
        }
      }
    }
    for (List<Product> shelf : shelves) {
      Product product = dearest(shelf);
      all.add(views(product, product, product));
      all.add(List.of(new Act("view", product), new Act("cart", product)));
      all.add(List.of(new Act("cart", product), new Act("purchase", product)));
      all.add(views(shelf.get(0), shelf.get(1), shelf.get(0), shelf.get(1), shelf.get(0)));
    }
    return all;
  }

  private static Product dearest(List<Product> shelf) {
    return shelf.stream().max(Comparator.comparingDouble(Product::price)).orElseThrow();
  }

  private static List<Act> views(Product... products) {
    return List.of(products).stream().map(product -> new Act("view", product)).toList();
  }
}
