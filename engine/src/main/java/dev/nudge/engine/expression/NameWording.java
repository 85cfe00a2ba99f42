package dev.nudge.engine.expression;

import dev.nudge.engine.advice.Advice;
import dev.nudge.engine.advice.Call;
import dev.nudge.engine.advice.Synonyms;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of a name or function that is not known what was most likely meant. */
final class NameWording {
  /** A path with a dash in it, up to a name behind the dash. */
  private static final Pattern DASHED =
      Pattern.compile("(?<path>[A-Za-z_]\\w*(?:\\.\\w+)*)\\.(?<name>\\w+(?:-\\w+)*-)$");

  private static final Pattern REST = Pattern.compile("^\\w+(?:-\\w+)*");

  /** What stands before a text that is compared with. */
  private static final Pattern COMPARED = Pattern.compile("(?:==|!=|\\bin\\s*\\[[^\\[\\]]*)\\s*$");

  /** What stands before a text that the type of the event is compared with. */
  private static final Pattern TYPE_COMPARED =
      Pattern.compile("\\.type\\s*(?:==|!=|in\\s*\\[[^\\[\\]]*)\\s*$");

  /** What is called on a text. */
  static final Set<String> MEMBERS =
      Set.of(
          "contains",
          "startsWith",
          "endsWith",
          "matches",
          "lower",
          "upper",
          "lowerAscii",
          "upperAscii",
          "trim",
          "replace",
          "split",
          "substring",
          "indexOf");

  private final String source;
  private final Scope scope;
  private final boolean inText;

  NameWording(String source, Scope scope, boolean inText) {
    this.source = source;
    this.scope = scope;
    this.inText = inText;
  }

  /** What to say of a name, or of a function where a bracket stands at the index. */
  Advice unknown(String name, int index) {
    if (isCall(index)) {
      return function(name, callee(name, index));
    }
    if (index < source.length() && source.charAt(index) == '{') {
      return new Advice(index, "messages cannot be made here; write a map: {'key': value}");
    }
    Optional<Advice> dashed = dashed(index);
    if (dashed.isPresent()) {
      return dashed.get();
    }
    return new Advice(index, name(name, index));
  }

  /** What to say of what is looked for behind {@code customer.} and is not there. */
  String unknownFact(String name) {
    return "nothing is known as 'customer."
        + name
        + "'"
        + Nearest.to(name, scope.facts().keySet())
            .map(near -> "; did you mean 'customer." + near + "'?")
            .orElseGet(() -> "; there is customer." + String.join(", ", scope.facts().keySet()));
  }

  private Advice function(String name, int start) {
    Call call = Call.of(source, start, name);
    boolean known = Functions.names().contains(name);
    if (scope.measures().containsKey(name)) {
      return new Advice(start, "'" + name + "' is a measure and no function; write " + name);
    }
    if (name.equals("count") && isList(call)) {
      return new Advice(
          start, "unknown function 'count'; write size(" + call.arguments().get(0) + ")");
    }
    if (known && MEMBERS.contains(name) && call.target().isEmpty()) {
      String first = call.arguments().isEmpty() ? "x" : call.arguments().get(0);
      String rest =
          call.arguments().size() > 1
              ? String.join(", ", call.arguments().subList(1, call.arguments().size()))
              : "";
      return new Advice(
          start,
          "'" + name + "' is called on a text; write " + first + "." + name + "(" + rest + ")");
    }
    Optional<String> synonym = Synonyms.function(name, call);
    if (known) {
      return new Advice(
          start,
          "'" + name + "' does not take these arguments" + synonym.map(s -> "; " + s).orElse(""));
    }
    if (synonym.isPresent() && synonym.get().startsWith("'")) {
      return new Advice(start, synonym.get());
    }
    return new Advice(
        start,
        "unknown function '"
            + name
            + "'"
            + synonym
                .map(words -> "; " + words)
                .orElseGet(() -> didYouMean(name, Functions.names())));
  }

  private boolean isList(Call call) {
    if (call.target().isPresent() || call.arguments().isEmpty()) {
      return false;
    }
    Scope.Step step = scope.steps().get(call.arguments().get(0));
    return step != null && step.loop();
  }

  /** {@code event.utm-source} reads as a difference. */
  private Optional<Advice> dashed(int index) {
    Matcher before = DASHED.matcher(source.substring(0, index));
    Matcher rest = REST.matcher(source.substring(index));
    if (!before.find() || !rest.find()) {
      return Optional.empty();
    }
    String name = before.group("name") + rest.group();
    return Optional.of(
        new Advice(
            before.start("name"),
            "a name with a dash in it reads as a difference; write "
                + before.group("path")
                + "['"
                + name
                + "']"));
  }

  private String name(String name, int index) {
    String unknown = "unknown name '" + name + "'";
    if (name.equals("event") && !scope.event()) {
      String step =
          scope.steps().isEmpty()
              ? "use the profile, 'now' and measures"
              : "name a step instead, such as '" + scope.steps().keySet().iterator().next() + "'";
      return "there is no current event here; " + step;
    }
    if (scope.laterSteps().containsKey(name)) {
      return "step '" + name + "' comes later and has no event here yet";
    }
    if (scope.measures().containsKey(name)) {
      return "measure '" + name + "' is kept by group of the current event, and there is none here";
    }
    String behind = source.substring(Math.min(source.length(), index + name.length()));
    Optional<String> synonym = Synonyms.name(name, behind);
    if (synonym.isPresent()) {
      return unknown + "; " + synonym.get();
    }
    String before = source.substring(0, index);
    boolean alone = !behind.startsWith(".") && !behind.startsWith("[");
    if (alone && TYPE_COMPARED.matcher(before).find()) {
      return unknown + "; a text is written in quotes: '" + name + "'";
    }
    Set<String> names = new TreeSet<>(Checker.names(scope).keySet());
    names.removeIf(known -> known.indexOf('.') >= 0);
    String advice = didYouMean(name, names);
    if (advice.isEmpty() && alone && (COMPARED.matcher(before).find() || before.endsWith("?? "))) {
      advice = "; a text is written in quotes: '" + name + "'";
    }
    return unknown
        + (advice.isEmpty() || advice.contains("quotes") ? advice + property(name, names) : advice);
  }

  private String property(String name, Set<String> names) {
    if (scope.event()) {
      return "; a property of the event is written 'event."
          + name
          + "'"
          + (inText ? ", of the profile 'profile." + name + "'" : "");
    }
    return "; a property of the profile is written 'profile."
        + name
        + "'; known here: "
        + String.join(", ", names);
  }

  private static String didYouMean(String name, Set<String> names) {
    return Nearest.to(name, names).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  private boolean isCall(int index) {
    return index < source.length() && source.charAt(index) == '(';
  }

  /** Where the name of a called function begins, from where its bracket stands. */
  int callee(String name, int index) {
    if (!isCall(index)) {
      return index;
    }
    int end = index;
    while (end > 0 && Character.isWhitespace(source.charAt(end - 1))) {
      end--;
    }
    int start = end - name.length();
    return start >= 0 && source.startsWith(name, start) ? start : index;
  }
}
