package dev.nudge.engine.script;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;
import org.mozilla.javascript.SymbolKey;

/**
 * The global objects that scripts share: those of the language that a filter has use for, each
 * function behind a guard, all of it sealed for good, so that nothing a script does outlives its
 * call.
 */
final class Language {
  private static final Set<String> GLOBALS =
      Set.of(
          "Array",
          "Boolean",
          "Date",
          "Error",
          "EvalError",
          "Function",
          "Infinity",
          "JSON",
          "Map",
          "Math",
          "NaN",
          "Number",
          "Object",
          "RangeError",
          "ReferenceError",
          "RegExp",
          "Set",
          "String",
          "SyntaxError",
          "TypeError",
          "URIError",
          "decodeURI",
          "decodeURIComponent",
          "encodeURI",
          "encodeURIComponent",
          "isFinite",
          "isNaN",
          "parseFloat",
          "parseInt",
          "undefined");

  /** What would make a replay differ, build code, or grow beyond what can be foreseen. */
  private static final Map<String, List<String>> REFUSED =
      Map.of(
          "Math", List.of("random"),
          "JSON", List.of("stringify"),
          "Array", List.of("fromAsync"),
          "Error", List.of("captureStackTrace", "prepareStackTrace", "stackTraceLimit"),
          "Array.prototype", List.of("flat", "flatMap", "toLocaleString", "toSource"),
          "String.prototype", List.of("toSource", "localeCompare", "normalize"),
          "Object", List.of("getOwnPropertyDescriptor", "getOwnPropertyDescriptors"),
          "Object.prototype",
              List.of(
                  "toSource",
                  "__lookupGetter__",
                  "__lookupSetter__",
                  "__defineGetter__",
                  "__defineSetter__",
                  "__proto__"),
          "RegExp.prototype", List.of("compile"),
          "Function.prototype", List.of("toSource", "toString"));

  /** Objects whose prototypes are shared and have no name. */
  private static final String HIDDEN =
      "[[].values(), ''[Symbol.iterator](), 'a'.matchAll(/a/g), new Map().entries(),"
          + " new Set().values(), function*() {}, (function*() {})(), () => 1, /a/,"
          + " (function() { return arguments })()]";

  private Language() {}

  /** Makes the shared globals; takes some milliseconds. */
  static ScriptableObject create(Context context) {
    ScriptableObject scope = context.initSafeStandardObjects(null, false);
    NativeArray hidden = (NativeArray) context.evaluateString(scope, HIDDEN, "hidden", 1, null);
    for (Object id : scope.getAllIds()) {
      if (id instanceof String name && !GLOBALS.contains(name)) {
        scope.delete(name);
      }
    }
    REFUSED.forEach((path, names) -> names.forEach(find(scope, path)::delete));
    Scriptable functions = find(scope, "Function.prototype");
    guardAll(scope, "", Guard.Owner.OTHER, functions, scope);
    for (String name : GLOBALS) {
      if (scope.get(name, scope) instanceof ScriptableObject object) {
        Guard.Owner statics = name.equals("Array") ? Guard.Owner.ARRAYS : Guard.Owner.OTHER;
        guardAll(object, name, statics, functions, scope);
        if (object.get("prototype", object) instanceof ScriptableObject prototype) {
          guardAll(prototype, name + ".prototype", owner(name), functions, scope);
        }
      }
    }
    replaceConstructors(scope);
    scope.defineProperty(
        ScriptSource.BOUNDED,
        new LambdaFunction(scope, ScriptSource.BOUNDED, 1, Language::bounded),
        ScriptableObject.DONTENUM | ScriptableObject.READONLY | ScriptableObject.PERMANENT);
    sealAll(scope, hidden);
    return scope;
  }

  private static ScriptableObject find(ScriptableObject scope, String path) {
    Object at = scope;
    for (String name : path.split("\\.", -1)) {
      at = ScriptableObject.getProperty((Scriptable) at, name);
    }
    return (ScriptableObject) at;
  }

  private static Guard.Owner owner(String constructor) {
    return switch (constructor) {
      case "Array" -> Guard.Owner.ARRAY;
      case "String" -> Guard.Owner.STRING;
      case "Function" -> Guard.Owner.FUNCTION;
      default -> Guard.Owner.OTHER;
    };
  }

  /** Puts a guard before each function of an object, other than constructors. */
  private static void guardAll(
      ScriptableObject object,
      String path,
      Guard.Owner owner,
      Scriptable functions,
      ScriptableObject scope) {
    boolean method = path.endsWith(".prototype");
    for (Object id : object.getAllIds()) {
      @Nullable Object value = read(object, id);
      boolean constructor =
          "constructor".equals(id) || (path.isEmpty() && isConstructor(String.valueOf(id)));
      if (constructor || !(value instanceof Callable function) || value instanceof Guard) {
        continue;
      }
      if (id instanceof SymbolKey symbol) {
        int attributes = object.getAttributes(symbol);
        Guard guard = new Guard(function, symbol.getName(), owner, method, scope, functions);
        object.defineProperty(symbol, guard, attributes);
      } else if (id instanceof String name) {
        int attributes = object.getAttributes(name);
        Guard guard = new Guard(function, name, owner, method, scope, functions);
        object.defineProperty(name, guard, attributes);
      }
    }
  }

  /** The value of a property; null for one that is computed and has none here. */
  private static @Nullable Object read(ScriptableObject object, Object id) {
    try {
      return id instanceof Symbol symbol
          ? object.get(symbol, object)
          : id instanceof String name ? object.get(name, object) : object.get((Integer) id, object);
    } catch (EcmaError e) {
      return null;
    }
  }

  private static boolean isConstructor(String name) {
    return !name.isEmpty() && Character.isUpperCase(name.charAt(0));
  }

  private static void replaceConstructors(ScriptableObject scope) {
    replace(
        scope,
        "Function",
        (budget, arguments) -> {
          throw ScriptRuntime.typeError("code cannot be made at run time");
        });
    replace(
        scope,
        "Array",
        (budget, arguments) -> {
          if (arguments.length == 1 && arguments[0] instanceof Number length) {
            budget.array((long) length.doubleValue());
          }
          return arguments;
        });
    replace(
        scope,
        "Date",
        (budget, arguments) ->
            arguments.length == 0 ? new Object[] {(double) budget.now} : arguments);
    replace(
        scope,
        "RegExp",
        (budget, arguments) -> {
          if (arguments.length > 0 && arguments[0] instanceof CharSequence pattern) {
            Costs.pattern(pattern);
          }
          return arguments;
        });
    ScriptableObject date = find(scope, "Date");
    date.defineProperty(
        "now",
        new LambdaFunction(
            scope, "now", 0, (context, at, self, arguments) -> (double) ((Budget) context).now),
        ScriptableObject.DONTENUM);
    for (String name : List.of("Object", "String", "Number", "Boolean", "Map", "Set")) {
      replace(scope, name, (budget, arguments) -> arguments);
    }
  }

  private static void replace(ScriptableObject scope, String name, Constructor.Check check) {
    ScriptableObject original = find(scope, name);
    Constructor replacement = new Constructor((Function) original, name, check, scope);
    for (Object id : original.getAllIds()) {
      if (id instanceof String key && original.get(key, original) instanceof Guard guard) {
        replacement.defineProperty(key, guard, ScriptableObject.DONTENUM);
      } else if (id instanceof String key
          && original.get(key, original) instanceof Number constant
          && !key.equals("length")) {
        replacement.defineProperty(key, constant, ScriptableObject.DONTENUM);
      }
    }
    if (original.get("prototype", original) instanceof ScriptableObject prototype) {
      prototype.defineProperty("constructor", replacement, ScriptableObject.DONTENUM);
    }
    scope.defineProperty(name, replacement, ScriptableObject.DONTENUM);
  }

  /** What the source of a script calls on each string it adds up. */
  private static Object bounded(
      Context context, Scriptable scope, Scriptable self, Object[] arguments) {
    Object value = arguments[0];
    Guard.measure((Budget) context, value);
    return value;
  }

  /** Seals everything that can be reached. */
  private static void sealAll(ScriptableObject... roots) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> left = new ArrayDeque<>();
    left.addAll(List.of(roots));
    while (!left.isEmpty()) {
      if (!(left.remove() instanceof ScriptableObject object) || !seen.add(object)) {
        continue;
      }
      for (Object id : object.getAllIds()) {
        @Nullable Object value = read(object, id);
        if (value instanceof ScriptableObject) {
          left.add(value);
        }
      }
      if (object.getPrototype() != null) {
        left.add(object.getPrototype());
      }
      object.sealObject();
    }
  }
}
