package dev.nudge.engine.script;

import com.google.common.primitives.UnsignedLong;
import dev.nudge.engine.event.Null;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.TopLevel;

/**
 * A map of values as a script sees it: {@code view.name}, {@code view['name']} and, as in Java,
 * {@code view.get('name')}, {@code view.containsKey('name')} and the like. It cannot be changed; a
 * list is a new array each time it is read.
 */
class View implements Scriptable {
  /** The greatest whole number up to which a JavaScript number tells all apart. */
  private static final long SAFE = 1L << 53;

  /** What {@link #function} knows. */
  static final Set<String> FUNCTIONS =
      Set.of("get", "getOrDefault", "containsKey", "isEmpty", "keySet", "size");

  private final Map<String, ?> values;
  final Scriptable scope;
  final Budget budget;

  View(Map<String, ?> values, Scriptable scope, Budget budget) {
    this.values = values;
    this.scope = scope;
    this.budget = budget;
  }

  /** The value of a member, or null. */
  @Nullable Object member(String name) {
    return values.get(name);
  }

  /** The names of the members. */
  Object[] names() {
    budget.array(values.size());
    return values.keySet().toArray();
  }

  /** A function of a view, or null: those of Java's maps that only look. */
  @Nullable Object function(String name) {
    return switch (name) {
      case "get" -> function(name, arguments -> valueOr(arguments, null));
      case "getOrDefault" ->
          function(
              name, arguments -> valueOr(arguments, arguments.length > 1 ? arguments[1] : null));
      case "containsKey" -> function(name, arguments -> find(arguments) != null);
      case "isEmpty" -> function(name, arguments -> names().length == 0);
      case "keySet" -> function(name, arguments -> array(names(), scope));
      case "size" -> function(name, arguments -> names().length);
      default -> null;
    };
  }

  /** What a function of Java gives. */
  private interface Answer {
    @Nullable Object of(Object[] arguments);
  }

  private LambdaFunction function(String name, Answer answer) {
    return new LambdaFunction(
        scope, name, 1, (context, at, self, arguments) -> answer.of(arguments));
  }

  private @Nullable Object valueOr(Object[] arguments, @Nullable Object otherwise) {
    @Nullable Object value = find(arguments);
    return value == null ? otherwise : script(value, scope, budget);
  }

  private @Nullable Object find(Object[] arguments) {
    return arguments.length == 0 ? null : member(ScriptRuntime.toString(arguments[0]));
  }

  private static NativeArray array(Object[] elements, Scriptable scope) {
    NativeArray array = new NativeArray(elements);
    ScriptRuntime.setBuiltinProtoAndParent(array, scope, TopLevel.Builtins.Array);
    return array;
  }

  /**
   * A value of an event as one of JavaScript. A whole number beyond 2^53 is a string, which keeps
   * its digits and still compares as a number.
   */
  static @Nullable Object script(Object value, Scriptable scope, Budget budget) {
    if (value instanceof Long number) {
      long exact = number;
      if (exact == (int) exact) {
        return (int) exact;
      }
      return -SAFE <= exact && exact <= SAFE ? (Object) (double) exact : number.toString();
    }
    if (value instanceof UnsignedLong number) {
      return number.toString();
    }
    if (value instanceof String text) {
      budget.string(text.length());
      return text;
    }
    if (value == Null.NULL) {
      return null;
    }
    if (value instanceof List<?> list) {
      budget.array(list.size());
      Object[] elements = new Object[list.size()];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = script(list.get(i), scope, budget);
      }
      return array(elements, scope);
    }
    if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // Maps of events are keyed by string.
      Map<String, ?> members = (Map<String, ?>) map;
      return new View(members, scope, budget);
    }
    if (value instanceof Instant time) {
      return (double) time.toEpochMilli();
    }
    if (value instanceof Duration duration) {
      return (double) duration.toMillis();
    }
    return value;
  }

  @Override
  public final @Nullable Object get(String name, Scriptable start) {
    @Nullable Object value = member(name);
    if (value != null) {
      return script(value, scope, budget);
    }
    @Nullable Object function = function(name);
    return function == null ? NOT_FOUND : function;
  }

  @Override
  public final @Nullable Object get(int index, Scriptable start) {
    return get(Integer.toString(index), start);
  }

  @Override
  public final boolean has(String name, Scriptable start) {
    return member(name) != null;
  }

  @Override
  public final boolean has(int index, Scriptable start) {
    return has(Integer.toString(index), start);
  }

  @Override
  public final void put(String name, Scriptable start, Object value) {
    throw readOnly();
  }

  @Override
  public final void put(int index, Scriptable start, Object value) {
    throw readOnly();
  }

  @Override
  public final void delete(String name) {
    throw readOnly();
  }

  @Override
  public final void delete(int index) {
    throw readOnly();
  }

  private static RuntimeException readOnly() {
    return ScriptRuntime.typeError("the event cannot be changed");
  }

  @Override
  public final Object[] getIds() {
    return names();
  }

  @Override
  public String getClassName() {
    return "Object";
  }

  @Override
  public final Scriptable getPrototype() {
    return ScriptableObject.getObjectPrototype(scope);
  }

  @Override
  public final void setPrototype(Scriptable prototype) {
    throw readOnly();
  }

  @Override
  public final Scriptable getParentScope() {
    return scope;
  }

  @Override
  public final void setParentScope(Scriptable parent) {
    throw readOnly();
  }

  @Override
  public final Object getDefaultValue(@Nullable Class<?> hint) {
    return "[object Object]";
  }

  @Override
  public final boolean hasInstance(Scriptable instance) {
    return false;
  }
}
