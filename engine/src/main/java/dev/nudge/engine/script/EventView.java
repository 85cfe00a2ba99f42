package dev.nudge.engine.script;

import dev.nudge.engine.event.Event;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.Scriptable;

/**
 * An event as a script sees it: {@code event.price}, {@code event.type}, {@code event.getType()},
 * {@code event.get('price')}, {@code event.getData().get('price')}, {@code event.getPlayerId()}.
 * Where the event has no property {@code data} of its own, {@code event.data} is all of its
 * properties.
 */
final class EventView extends View {
  private static final Set<String> OF_OBJECTS =
      Set.of("hasOwnProperty", "toString", "valueOf", "isPrototypeOf", "propertyIsEnumerable");

  private final Event event;

  EventView(Event event, Scriptable scope, Budget budget) {
    super(Map.of(), scope, budget);
    this.event = event;
  }

  @Override
  @Nullable Object member(String name) {
    return switch (name) {
      case "id" -> event.id();
      case "user" -> event.user();
      case "type" -> event.type();
      case "time" -> event.time();
      default -> {
        @Nullable Object value = event.properties().get(name);
        if (value == null && name.equals("data")) {
          budget.charge(event.properties().size());
          yield event.properties().toMap();
        }
        yield value;
      }
    };
  }

  @Override
  Object[] names() {
    Object[] names = new Object[4 + event.properties().size()];
    names[0] = "id";
    names[1] = "user";
    names[2] = "type";
    names[3] = "time";
    for (int i = 4; i < names.length; i++) {
      names[i] = event.properties().shape().name(i - 4);
    }
    return names;
  }

  /** Whether any event has a function of this name, without being given one as a property. */
  static boolean hasFunction(String name) {
    return Getters.member(name) != null
        || View.FUNCTIONS.contains(name)
        || OF_OBJECTS.contains(name);
  }

  /** A getter of anything that the event may have; null where it has it not, as in Java. */
  @Override
  @Nullable Object function(String name) {
    @Nullable String member = Getters.member(name);
    return member == null
        ? super.function(name)
        : new LambdaFunction(scope, name, 0, (context, at, self, arguments) -> got(member));
  }

  private @Nullable Object got(String member) {
    for (String spelling : Getters.spellings(member)) {
      @Nullable Object value = member(spelling);
      if (value != null) {
        return script(value, scope, budget);
      }
    }
    return null;
  }
}
