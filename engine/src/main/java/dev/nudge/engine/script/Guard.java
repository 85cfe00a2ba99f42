package dev.nudge.engine.script;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * A function of the language as scripts see it: what it works on is measured before it runs, for
 * Rhino counts no work inside its own functions.
 */
final class Guard extends BaseFunction {
  private static final long serialVersionUID = 1;

  private final transient Callable function;
  private final String name;
  private final Owner owner;
  private final boolean method;

  /** Whose function it is, which says what can make it costly. */
  enum Owner {
    /** Reads as many elements as its object says it has. */
    ARRAY,
    /** Searches a string for another. */
    STRING,
    /** Takes an array in place of arguments. */
    FUNCTION,
    /** Makes arrays of other things. */
    ARRAYS,
    /** All else: linear in its strings. */
    OTHER
  }

  /**
   * A guard before a function.
   *
   * @param method whether it works on its object, which then must not be a shared one
   */
  Guard(
      Callable function,
      String name,
      Owner owner,
      boolean method,
      Scriptable scope,
      Scriptable prototype) {
    super(scope, prototype);
    this.function = function;
    this.name = name;
    this.owner = owner;
    this.method = method;
  }

  @Override
  public String getFunctionName() {
    return name;
  }

  @Override
  public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
    Budget budget = (Budget) context;
    budget.charge(10);
    if ((method && !(self instanceof BaseFunction) && isShared(self))
        || (Costs.CHANGING.contains(name) && arguments.length > 0 && isShared(arguments[0]))) {
      throw ScriptRuntime.typeError("the objects of the language cannot be changed");
    }
    Object[] passed = arguments;
    long text = measure(budget, self);
    long others = 0;
    for (Object argument : arguments) {
      others += measure(budget, argument);
    }
    switch (owner) {
      case ARRAY -> {
        requireArray(self);
        if (Costs.COMPARING.contains(name)) {
          Costs.elements(budget, self, arguments);
        }
      }
      case ARRAYS -> {
        for (Object argument : arguments) {
          if (name.equals("from") && argument == arguments[0]) {
            requireIterable(argument);
          }
        }
      }
      case FUNCTION -> {
        if (name.equals("apply") && arguments.length > 1 && arguments[1] instanceof Scriptable) {
          requireArray(arguments[1]);
        }
      }
      case STRING -> {
        budget.charge((text * others) >> 5);
        passed = Costs.string(budget, name, text, arguments);
      }
      case OTHER -> budget.string(Math.min(others, Integer.MAX_VALUE));
    }
    budget.enterFunction();
    try {
      Object result = function.call(context, scope, self, passed);
      measure(budget, result);
      return result;
    } finally {
      budget.leaveFunction();
    }
  }

  @Override
  public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
    throw ScriptRuntime.typeError(name + " is not a constructor");
  }

  /** Charges for a value that is about to be read and gives the length of a string. */
  static long measure(Budget budget, Object value) {
    if (value instanceof CharSequence text) {
      budget.string(text.length());
      return text.length();
    }
    if (value instanceof NativeArray array) {
      budget.array(array.getLength());
    } else if (value instanceof Scriptable boxed && boxed.getClassName().equals("String")) {
      Object length = boxed.get("length", boxed);
      long characters = length instanceof Number number ? number.longValue() : 0;
      budget.string(characters);
      return characters;
    }
    return 0;
  }

  /** Some of Rhino's functions change sealed objects all the same. */
  private static boolean isShared(@Nullable Object value) {
    return value instanceof ScriptableObject object && object.isSealed();
  }

  /** Only of a real array do we know how long it stays. */
  private static void requireArray(Object value) {
    if (value instanceof NativeArray || Undefined.isUndefined(value) || value == null) {
      return;
    }
    if (value instanceof Scriptable object && object.getClassName().equals("Arguments")) {
      Object length = object.get("length", object);
      if (length instanceof Number number && number.doubleValue() <= Budget.LONGEST_ARRAY) {
        return;
      }
    }
    throw ScriptRuntime.typeError("functions of arrays work on arrays only here");
  }

  private static void requireIterable(Object value) {
    boolean collection =
        value instanceof Scriptable object
            && (object.getClassName().equals("Set") || object.getClassName().equals("Map"));
    if (!collection && !(value instanceof CharSequence)) {
      requireArray(value);
    }
  }
}
