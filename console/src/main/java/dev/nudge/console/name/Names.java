package dev.nudge.console.name;

import dev.nudge.console.customer.CustomerStore;
import dev.nudge.console.kafka.CatalogView;
import dev.nudge.console.live.CampaignTexts;
import dev.nudge.console.web.ApiException;
import dev.nudge.customer.person.PersonNames;
import dev.nudge.engine.event.Properties;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What is called how: people by their profiles, things by the catalogue, campaigns by themselves.
 */
@Component
public final class Names {
  private static final Logger log = LoggerFactory.getLogger(Names.class);

  /** Properties of a thing that say what it is called, the first that it has. */
  private static final List<String> TITLES = List.of("title", "name", "product_name", "label");

  private final CustomerStore store;
  private final CatalogView catalog;
  private final CampaignTexts campaigns;

  Names(CustomerStore store, CatalogView catalog, CampaignTexts campaigns) {
    this.store = store;
    this.catalog = catalog;
    this.campaigns = campaigns;
  }

  /** Of those whose profile has one; of nobody while the store of customers is away. */
  Map<String, String> ofPeople(Collection<String> users) {
    try {
      return new PersonNames(store.reading()).of(users);
    } catch (ApiException | SQLException e) {
      log.debug("people are shown by their ids: {}", e.getMessage());
      return Map.of();
    }
  }

  /** Of those that the catalogue calls something. */
  Map<String, String> ofThings(Collection<String> keys) {
    Map<String, String> names = new HashMap<>();
    for (String key : keys) {
      catalog.thing(key).flatMap(Names::title).ifPresent(title -> names.put(key, title));
    }
    return names;
  }

  private static Optional<String> title(Properties thing) {
    return TITLES.stream()
        .map(thing::get)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(title -> !title.isBlank())
        .findFirst();
  }

  /** Of those that have one. */
  public Map<String, String> ofCampaigns(Collection<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<String, String> names = new HashMap<>(campaigns.names());
    names.keySet().retainAll(ids);
    return names;
  }
}
