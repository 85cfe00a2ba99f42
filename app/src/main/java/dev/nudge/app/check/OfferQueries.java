package dev.nudge.app.check;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.FiringSpec;
import dev.nudge.engine.document.Json;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is wrong with the queries that offers leave to their delivery.
 *
 * @param known the names of all queries that there are
 */
record OfferQueries(Set<String> known) {
  private static final String KEY = "query";
  private static final String CHANNEL = "channel";

  /** Warnings, each at the name of a query that is not there. */
  List<Problem> problems(List<Campaign> campaigns) {
    List<Problem> problems = new ArrayList<>();
    for (Campaign campaign : campaigns) {
      Stream.concat(
              campaign.offer().stream(),
              campaign.firing().variants().stream()
                  .map(FiringSpec.Variant::offer)
                  .flatMap(offer -> offer.stream()))
          .filter(OfferQueries::isDelivered)
          .forEach(offer -> look(offer, problems));
    }
    return problems;
  }

  /** Whoever reads triggers otherwise may mean anything by the word. */
  private static boolean isDelivered(Json offer) {
    return offer instanceof Json.Obj object && object.members().containsKey(CHANNEL);
  }

  private void look(Json value, List<Problem> problems) {
    if (value instanceof Json.Arr list) {
      list.elements().forEach(element -> look(element, problems));
    } else if (value instanceof Json.Obj object) {
      if (object.members().get(KEY) instanceof Json.Str name) {
        look(name, problems);
      } else {
        object.members().values().forEach(member -> look(member, problems));
      }
    }
  }

  private void look(Json.Str name, List<Problem> problems) {
    String query = name.text().value();
    if (query.contains("${")) {
      problems.add(
          Problem.warning(
              name.text().position(),
              "it is not asked: the name of a query stands in the document as it is, without ${"));
    } else if (!known.contains(query)) {
      problems.add(
          Problem.warning(
              name.text().position(),
              "its fallback will be sent: there is no query '"
                  + query
                  + "'"
                  + Suggestion.didYouMean(query, known)));
    }
  }
}
