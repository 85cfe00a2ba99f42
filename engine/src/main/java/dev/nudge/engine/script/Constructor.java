package dev.nudge.engine.script;

import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;

/** A constructor of the language as scripts see it: its arguments go through a check first. */
final class Constructor extends BaseFunction {
  private static final long serialVersionUID = 1;

  private final transient Function constructor;
  private final transient Check check;
  private final String name;

  /** Looks at the arguments of a constructor before it gets them. */
  interface Check {
    /** The arguments to pass; throws where there are none that may be passed. */
    Object[] pass(Budget budget, Object[] arguments);
  }

  Constructor(Function constructor, String name, Check check, Scriptable scope) {
    super(scope, constructor.getPrototype());
    this.constructor = constructor;
    this.name = name;
    this.check = check;
    setImmunePrototypeProperty(constructor.get("prototype", constructor));
  }

  @Override
  public String getFunctionName() {
    return name;
  }

  @Override
  public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
    Budget budget = (Budget) context;
    if (name.equals("Date")) {
      // Called as a function, Date ignores its arguments and gives the time as text.
      Scriptable date = constructor.construct(context, scope, new Object[] {(double) budget.now});
      return org.mozilla.javascript.ScriptRuntime.toString(date);
    }
    return constructor.call(context, scope, self, passed(budget, arguments));
  }

  @Override
  public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
    return constructor.construct(context, scope, passed((Budget) context, arguments));
  }

  private Object[] passed(Budget budget, Object[] arguments) {
    budget.charge(10);
    for (Object argument : arguments) {
      Guard.measure(budget, argument);
    }
    return check.pass(budget, arguments);
  }
}
