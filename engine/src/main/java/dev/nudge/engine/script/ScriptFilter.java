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
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * A JavaScript function of the current event, as a condition: true where its result is {@code
 * true}. What throws, gives a value that is no answer, or does more than {@link Budget} allows has
 * no value. Stateless, and so is the script: every call begins with globals of its own above shared
 * ones that nobody can change. Some microseconds a call.
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
    } catch (StackOverflowError e) {
      problems.add(Problem.error(source.position(), ScriptSource.TOO_DEEP));
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
      return answer(run((Budget) context, event, frame.now), frame);
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

  /** A filter that returns nothing says no; one that returns a text or a number is a mistake. */
  private static Kind answer(@Nullable Object result, Frame frame) {
    if (result instanceof Boolean || result == null || Undefined.isUndefined(result)) {
      frame.word = Boolean.TRUE.equals(result) ? 1 : 0;
      frame.ref = null;
      return Kind.BOOL;
    }
    return error(
        frame,
        EvaluationError.Reason.SCRIPT_ERROR,
        "the script returned " + kind(result) + "; return true or false");
  }

  private static String kind(Object result) {
    return result instanceof CharSequence
        ? "a string"
        : result instanceof Number ? "a number" : "an object";
  }

  private @Nullable Object run(Budget budget, Event event, long now) {
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
    return ((Callable) function)
        .call(budget, scope, scope, new Object[] {new EventView(event, scope, budget)});
  }

  private static Kind error(Frame frame, EvaluationError.Reason reason, String detail) {
    frame.ref = new EvaluationError(reason, detail);
    return Kind.ERROR;
  }
}
