package dev.nudge.engine.script;

import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * A JavaScript function of the current event, as a condition: true where its result is truthy. What
 * throws or does more than {@link Budget} allows has no value. Stateless, and so is the script:
 * every call begins with globals of its own above shared ones that nobody can change. Some
 * microseconds a call.
 */
public final class ScriptFilter implements Expression {
  /** One for each thread, for Rhino's objects are not made for several at once. */
  private static final ThreadLocal<@Nullable ScriptableObject> LANGUAGE = new ThreadLocal<>();

  private final Script script;

  private ScriptFilter(Script script) {
    this.script = script;
  }

  /**
   * Compiles the source of a function of one event.
   *
   * @param problems takes what is wrong with it, at its place
   * @return nothing where something is wrong
   */
  public static Optional<Expression> compile(Text source, List<Problem> problems) {
    Optional<String> prepared = ScriptSource.prepare(source, problems);
    if (prepared.isEmpty()) {
      return Optional.empty();
    }
    try (Context context = Sandboxes.FACTORY.enterContext()) {
      return Optional.of(
          new ScriptFilter(context.compileString(prepared.get(), "script", 1, null)));
    } catch (EvaluatorException e) {
      problems.add(Problem.error(source.position(), "JavaScript: " + e.details()));
      return Optional.empty();
    }
  }

  @Override
  public Kind evaluate(Frame frame) {
    @Nullable Event event = frame.event;
    if (event == null) {
      return error(frame, EvaluationError.Reason.MISSING, "a script needs an event");
    }
    try (Context context = Sandboxes.FACTORY.enterContext()) {
      frame.word = run((Budget) context, event, frame.now) ? 1 : 0;
      return Kind.BOOL;
    } catch (ScriptLimit e) {
      return error(frame, EvaluationError.Reason.SCRIPT_LIMIT, String.valueOf(e.getMessage()));
    } catch (StackOverflowError | OutOfMemoryError e) {
      return error(frame, EvaluationError.Reason.SCRIPT_LIMIT, "the script ran too deep or large");
    } catch (RhinoException e) {
      boolean deep = e instanceof EvaluatorException && e.details().contains("stack depth");
      return error(
          frame,
          deep ? EvaluationError.Reason.SCRIPT_LIMIT : EvaluationError.Reason.SCRIPT_ERROR,
          e.details());
    } catch (RuntimeException e) {
      // Rhino itself stumbled over the script.
      return error(frame, EvaluationError.Reason.SCRIPT_ERROR, String.valueOf(e.getMessage()));
    }
  }

  private boolean run(Budget budget, Event event, long now) {
    @Nullable ScriptableObject language = LANGUAGE.get();
    if (language == null) {
      language = Language.create(budget);
      LANGUAGE.set(language);
    }
    Scriptable scope = new NativeObject();
    scope.setPrototype(language);
    budget.now = now;
    budget.start();
    Object function = script.exec(budget, scope, scope);
    Object result =
        ((Callable) function)
            .call(budget, scope, scope, new Object[] {new EventView(event, scope, budget)});
    return ScriptRuntime.toBoolean(result);
  }

  private static Kind error(Frame frame, EvaluationError.Reason reason, String detail) {
    frame.ref = new EvaluationError(reason, detail);
    return Kind.ERROR;
  }
}
