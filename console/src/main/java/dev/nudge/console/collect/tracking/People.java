package dev.nudge.console.collect.tracking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The people of one request: who they are and what is known of them, as its messages change it one
 * after the other. Serves one thread.
 */
final class People {
  private final Map<String, String> links;
  private final Map<String, Traits> profiles;
  private final List<Join> joins = new ArrayList<>();
  private final Set<String> changed = new LinkedHashSet<>();

  /** As they are before the first message. */
  People(Map<String, String> links, Map<String, Traits> profiles) {
    this.links = new HashMap<>(links);
    this.profiles = new HashMap<>(profiles);
  }

  /** From now on the visitor is the user, and so is whoever was the visitor. */
  record Join(String visitor, String user) {}

  /** Whose message it is: the user's, or else that of whoever the visitor is. */
  String of(Message message) {
    return message
        .user()
        .or(() -> message.visitor().map(visitor -> links.getOrDefault(visitor, visitor)))
        .orElseThrow();
  }

  /**
   * What a message says of who a visitor is, if that is new. Where the user was said to be another
   * before, the visitor is that other too, in whichever order that came; unless the other is the
   * visitor: then it is the other way round from now on.
   */
  Optional<Join> join(Message message) {
    if (message.user().isEmpty()) {
      return Optional.empty();
    }
    String user = message.user().get();
    String last = links.getOrDefault(user, user);
    return (message.call() == Call.IDENTIFY ? message.visitor() : message.previous())
        .filter(visitor -> !visitor.equals(user))
        .map(visitor -> new Join(visitor, last.equals(visitor) ? user : last))
        .filter(join -> !join.user().equals(links.get(join.visitor())));
  }

  /** What is known of somebody. */
  Traits known(String user) {
    Traits known = profiles.get(user);
    return known == null ? Traits.none() : known;
  }

  /** It is so from now on, and nothing is known of the visitor alone. */
  void take(Join join) {
    joins.add(join);
    links.remove(join.user());
    links.replaceAll((each, known) -> known.equals(join.visitor()) ? join.user() : known);
    links.put(join.visitor(), join.user());
    if (profiles.containsKey(join.visitor())) {
      keep(join.visitor(), Traits.none());
    }
  }

  /** From now on this is known of somebody. */
  void keep(String user, Traits traits) {
    profiles.put(user, traits);
    changed.add(user);
  }

  /** Writes down what is new. */
  void save(VisitorLinks toLinks, CollectedProfiles toProfiles) {
    toLinks.add(joins);
    Map<String, ObjectNode> traits = new LinkedHashMap<>();
    changed.forEach(user -> traits.put(user, known(user).members()));
    toProfiles.keep(traits);
  }
}
