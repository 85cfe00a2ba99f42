package dev.nudge.engine.script;

import dev.nudge.engine.event.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.Scriptable;

/**
 * An event as a script sees it: {@code event.price}, {@code event.type}, {@code event.getType()},
 * {@code event.get('price')}, {@code event.getData().get('price')}. Where the event has no property
 * {@code data} of its own, {@code event.data} is all of its properties.
 */
final class EventView extends View {
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

  @Override
  @Nullable Object function(String name) {
    @Nullable String member =
        switch (name) {
          case "getData" -> "data";
          case "getId" -> "id";
          case "getUser" -> "user";
          case "getType" -> "type";
          case "getTime" -> "time";
          default -> null;
        };
    return member == null
        ? super.function(name)
        : new LambdaFunction(scope, name, 0, (context, at, self, arguments) -> get(member, this));
  }
}
