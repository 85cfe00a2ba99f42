package dev.nudge.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.common.primitives.UnsignedLong;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.EvaluationError.Reason;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ScriptFilterTest {
  private static final Event EVENT =
      new Event(
          "e1",
          "u1",
          "game",
          1_700_000_000_000L,
          Properties.of(
              Map.ofEntries(
                  Map.entry("result", "loss"),
                  Map.entry("stake", 2.5),
                  Map.entry("rounds", 3L),
                  Map.entry("big", 9_007_199_254_740_992L),
                  Map.entry("order", UnsignedLong.valueOf("11189782786942380395")),
                  Map.entry("won", false),
                  Map.entry("nothing", Null.NULL),
                  Map.entry("tags", List.of("a", "b")),
                  Map.entry("game", Map.of("name", "chess", "level", 7L)),
                  Map.entry("market", "de"),
                  Map.entry("player_id", 12345L),
                  Map.entry("at", Instant.ofEpochMilli(5)))));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function(event) { return event.getData().get('result') === 'loss' }",
        "function(event) { return event.result === 'loss'; };",
        "function named(e) { return e['result'] == 'loss' }",
        "event => event.data.result === 'loss'",
        "(event) => { const r = event.get('result'); return `${r}!` === 'loss!' } // good",
        "function(e) { return e.stake > 2 && e.rounds === 3 && e.won === false }",
        "function(e) { return e.big === 9007199254740992 }",
        "function(e) { return e.order === '11189782786942380395' && e.order > 5 }",
        "function(e) { return e.nothing === null && e.absent === undefined }",
        "function(e) { return e.id === 'e1' && e.user === 'u1' && e.type === 'game' }",
        "function(e) { return e.getId() === 'e1' && e.getUser() === 'u1' && e.getType() === 'game' }",
        "function(e) { return e.time === 1700000000000 && e.getTime() === e.time && e.at === 5 }",
        "function(e) { return e.tags.length === 2 && e.tags[1] === 'b' && e.tags.includes('a') }",
        "function(e) { return e.tags.map(t => t + '!').join() === 'a!,b!' }",
        "function(e) { return e.game.name === 'chess' && e.game.get('level') === 7 }",
        "function(e) { return e.getMarket() === 'de' && e.getPlayerId() === 12345 }",
        "function(e) { return e.getUserId() === 'u1' && e.getEventName() === 'game' }",
        "function(e) { return e.getCreatedAt() === e.time && e.getEventId() === 'e1' }",
        "function(e) { return e.getAbsent() === null && e.getContext() === null }",
        "function(e) { return e.getGame().containsKey('level') && !e.getGame().containsKey('x') }",
        "function(e) { return e.getGame().getOrDefault('x', 5) === 5 && e.game.size() === 2 }",
        "function(e) { return e.getData().keySet().length === e.getData().size() }",
        "function(e) { return e.getData().get('absent') === null && !e.getGame().isEmpty() }",
        "function(e) { return 'result' in e && !('absent' in e) && e.hasOwnProperty('result') }",
        "function(e) { return Object.keys(e.game).length === 2 }",
        "function(e) { e.tags.push('c'); e.tags[0] = 'x'; return e.tags.join() === 'a,b' }",
        "function(e) { var o = {}; o.toString = () => 'x'; return '' + o === 'x' }",
        "function(e) { return Object.isFrozen(Object.freeze({a: 1})) }",
        "function(e) { var n = 0; for (var k in e) n++; return n === 16 }",
        "function(e) { return /^lo+s{2}$/.test(e.result) && e.result.replace(/s/g, 'z') === 'lozz' }",
        "function(e) { return Math.max(1, 2, 3) === 3 && parseInt('12px') === 12 }",
        "function(e) { return JSON.parse('{\"a\":[1,2]}').a[1] === 2 }",
        "function(e) { return new Date(e.time).getUTCFullYear() === 2023 }",
        "function(e) { let s = 0; for (let x of [1, 2, 3]) s += x; return s === 6 }",
        "function(e) { var [a, b] = e.tags; return a === 'a' && [...e.tags, 'c'].length === 3 }",
        "function(e) { return [3, 1, 2].sort().concat([4]).slice(1).reduce((a, b) => a + b) === 9 }",
        "function(e) { return new Set([1, 1, 2]).size === 2 && new Map([[1, 2]]).get(1) === 2 }",
        "function(e) { return [] instanceof Array && [].constructor === Array }",
        "function(e) { return ({}) instanceof Object && /x/ instanceof RegExp }",
        "function(e) { return Array.isArray([]) && Number.isInteger(3) && Array(3).length === 3 }",
        "function(e) { function f() { return Array.prototype.slice.call(arguments, 1) } return f(1, 2)[0] === 2 }",
        "function(e) { try { null.x } catch (x) { return x instanceof TypeError } }",
        "function(e) { return Math.max.apply(null, [1, 2]) === 2 && 'a-b'.split('-').length === 2 }",
        "function(e) { return 'x'.repeat(3) + 'y'.padStart(3) === 'xxx  y' && String(5) === '5' }",
        "function(e) { return (0.1).toFixed(2) === '0.10' && Number('7') === 7 }"
      })
  void whatPeopleWriteHolds(String source) {
    assertThat(evaluate(source)).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | true",
        "false | false",
        "null | false",
        "undefined | false",
        "event.absent | false",
        "1 | SCRIPT_ERROR: the script returned a number; return true or false",
        "`x` | SCRIPT_ERROR: the script returned a string; return true or false",
        "NaN | SCRIPT_ERROR: the script returned a number; return true or false",
        "event.tags | SCRIPT_ERROR: the script returned an object; return true or false"
      })
  void onlyTrueCountsAndWhatIsNoAnswerIsAnError(String value, String expected) {
    assertThat(evaluate("function(event) { return " + value + " }")).isEqualTo(expected);
    assertThat(evaluate("function(event) { }")).isEqualTo("false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function(e) { return e.absent.deeper }",
        "function(e) { throw 'no' }",
        "function(e) { throw { toString() { throw 1 } } }",
        "function(e) { return absent }",
        "function(e) { e.result = 'win' }",
        "function(e) { e.game.name = 'x' }",
        "function(e) { delete e.result; }",
        "function(e) { Object.prototype.x = 1; return true }",
        "function(e) { ({}).__proto__.x = 1; return true }",
        "function(e) { Array.prototype.map.x = 1; return true }",
        "function(e) { Math.max = null; return true }",
        "function(e) { Object.defineProperty(Array.prototype, 'x', {value: 1}); return true }",
        "function(e) { return Math['ran' + 'dom']() }",
        "function(e) { return this.eval('1') }",
        "function(e) { return new Function('return 1')() }",
        "function(e) { return (function(){}).constructor('return 1')() }",
        "function(e) { return (function*(){}).constructor('return 1')() }",
        "function(e) { return Object.getPrototypeOf(function*(){}).constructor('return 1')() }",
        "function(e) { return java.lang.System.exit(1) }",
        "function(e) { return Packages.java.lang.System.exit(1) }",
        "function(e) { return e.getClass() }",
        "function(e) { return new JavaImporter() }",
        "function(e) { return JSON.stringify({}) }",
        "function(e) { return new ArrayBuffer(1e9) }",
        "function(e) { return new Proxy({}, {}) }",
        "function(e) { return BigInt(10) }",
        "function(e) { return [].indexOf.call({length: 1e15}, 1) }",
        "function(e) { return Array.from({length: 1e9}) }",
        "function(e) { return Math.max.apply(null, {length: 1e9}) }",
        "function(e) { return new RegExp('(') }",
        "function(e) { return new RegExp('a{5000}') }",
        "function(e) { return e.result.match('a{1,5000}') }"
      })
  void whatIsNotAllowedIsAnError(String source) {
    assertThat(evaluate(source)).startsWith("SCRIPT_ERROR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function(e) { for (;;) {} }",
        "function(e) { while (true) { try { for (;;) {} } catch (x) {} finally { continue } } }",
        "function f(e) { return f(e) }",
        "function(e) { var o = {toString: function() { return '' + o }}; return '' + o }",
        "function(e) { function f() { return [1].map(f) } return f() }",
        "function(e) { return /(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!') }",
        "function(e) { return 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replace(/(a|a)*$/, '') }",
        "function(e) { return 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.split(/(a+)+$/) }",
        "function(e) { return 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match(/(.*a){20}$/) }",
        "function(e) { var s = 'x'; for (var i = 0; i < 40; i++) s += s; return s.length }",
        "function(e) { var s = 'x'; for (var i = 0; i < 40; i++) s = s + s; return s === s + 'a' }",
        "function(e) { var s = 'x'; for (var i = 0; i < 40; i++) s = `${s}${s}`; return s[0] }",
        "function(e) { var s = 'x'; for (var i = 0; i < 40; i++) s = s.concat(s); return s[0] }",
        "function(e) { var s = 'x'; for (var i = 0; i < 40; i++) s = [s, s].join(''); return s[0] }",
        "function(e) { var s = 'x'; for (var i = 0; i < 40; i++) s = String([s, s]); return s[0] }",
        "function(e) { var s = 'xx'; for (;;) s = s.replace(/x/g, s); }",
        "function(e) { var s = 'xx'; for (;;) s = s.replace(/x/g, function() { return s }); }",
        "function(e) { return 'x'.repeat(9000).replace(/x/g, \"$'\").length }",
        "function(e) { return 'x'.repeat(1e9) }",
        "function(e) { return 'x'.padStart(1e9) }",
        "function(e) { return 'x'.padEnd(1e9, 'yz') }",
        "function(e) { return Array(1e9).join('x') }",
        "function(e) { return new Array(1e9).fill(0) }",
        "function(e) { var a = []; a.length = 1e9; return a.indexOf(1) }",
        "function(e) { var a = []; a[4e9] = 1; return [...a] }",
        "function(e) { var a = [1]; for (;;) a.push.apply(a, a) }",
        "function(e) { var a = [1]; for (;;) a = a.concat(a) }",
        "function(e) { var a = [1]; for (;;) a = [...a, ...a] }",
        "function(e) { var a = [1]; for (var i = 0; i < 50; i++) a = [a, a]; return '' + a }",
        "function(e) { for (var a = []; ; ) a.push('x'.repeat(9000)) }",
        "function(e) { for (var a = []; ; ) a.push(new Array(10000)) }",
        "function(e) { for (var a = []; ; ) a.push({}) }",
        "function(e) { for (var m = new Map(), i = 0; ; ) m.set(i++, 1) }",
        "function(e) { function* g() { for (;;) yield 1 } return [...g()] }",
        "function(e) { return 'a'.repeat(9000).indexOf('a'.repeat(4000) + 'b') }",
        "function(e) { var s = 'x'.repeat(9000); return [s, s, s].sort().length + [s, s].join() }"
      })
  void whatRunsAwayIsStopped(String source) {
    long before = System.nanoTime();
    assertThat(evaluate(source)).startsWith("SCRIPT_LIMIT");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void whatNobodyHasIsWarnedOf() {
    List<Problem> problems = new ArrayList<>();
    String source =
        "function(event) { return event.getMarket() === 'de' && event.isNew() && Java.type('x') }";
    ScriptFilter.compile(Text.at(new Position("c.yaml", 1, 1), source), problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "c.yaml:1:62: warning: an event has no function 'isNew': where the event has no such"
                + " property the script throws, and an event on which it throws does not fit",
            "c.yaml:1:73: warning: 'Java' is not available here: the script will throw");
  }

  @Test
  void theLimitIsTheSameAtEveryCall() {
    Expression filter = compile("function(e) { for (var i = 0; i < e.rounds; i++); return true }");
    Frame frame = new Frame();
    long low = 1;
    long high = 10_000_000;
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (evaluate(filter, frame, rounds(middle)) == Kind.ERROR) {
        high = middle;
      } else {
        low = middle;
      }
    }
    for (int i = 0; i < 20; i++) {
      assertThat(evaluate(filter, frame, rounds(low))).isEqualTo(Kind.BOOL);
      assertThat(evaluate(filter, frame, rounds(high))).isEqualTo(Kind.ERROR);
    }
  }

  private static Event rounds(long rounds) {
    return new Event("e", "u", "t", 0, Properties.of(Map.of("rounds", rounds)));
  }

  private static Kind evaluate(Expression filter, Frame frame, Event event) {
    frame.event = event;
    return filter.evaluate(frame);
  }

  @Test
  void nothingLeaksFromOneCallToTheNext() {
    for (String leak :
        List.of(
            "x = (typeof x === 'undefined' ? 0 : x) + 1; return x > 1",
            "this.y = (this.y || 0) + 1; return this.y > 1",
            "var f = event.getData; f.n = (f.n || 0) + 1; return event.getData.n > 0",
            "var r = /a/g; r.test('aa'); return r.lastIndex !== 1",
            "if (RegExp.$1) return true; /(a)/.exec('a'); return false",
            "var t = (s => s)`a`; if (t.n) return true; try { t.n = 1 } catch (e) {} return false",
            "try { undefined = 1 } catch (e) {} return undefined !== void 0",
            "try { Array.n = (Array.n || 0) + 1 } catch (e) {} return !!Array.n",
            "try { isNaN.n = 1 } catch (e) {} return !!isNaN.n",
            "try { (function(){}).__proto__.n = 1 } catch (e) {} return !!isNaN.n",
            "try { [][Symbol.iterator] = 1 } catch (e) {} return false",
            "var p = Object.getPrototypeOf([].values()); if (p.n) return true; p.n = 1",
            "var p = Object.getPrototypeOf(new Map().keys()); if (p.n) return true; p.n = 1",
            "var p = Object.getPrototypeOf(function*() {}); if (p.n) return true; p.n = 1",
            "var p = Object.getPrototypeOf((function*() {})()).__proto__ || {};"
                + " if (p.n) return true; p.n = 1",
            "var p = Object.getPrototypeOf(Object.getPrototypeOf((function*() {})()));"
                + " if (p.n) return true; p.n = 1",
            "if ([][0]) return true; Array.prototype.push(1)",
            "if ([][0]) return true; Array.prototype.push.call(Array.prototype, 1)",
            "if ([][0]) return true; Array.prototype[0] = 1",
            "if ([].length) return true; Array.prototype.length = 5",
            "if (Date.prototype.getTime() === 5) return true; Date.prototype.setTime(5)",
            "if (RegExp.prototype.test('a') === false) return true; RegExp.prototype.compile('b')",
            "if (Object.isFrozen(Math)) return true; Object.freeze(Math)",
            "if (({}).n) return true; Object.assign(Object.prototype, {n: 1})",
            "if (({}).n) return true; Object.setPrototypeOf(Object.prototype, {n: 1})",
            "if ([].n) return true; Array.prototype.__proto__ = {n: 1}",
            "if ([].n) return true; Array.prototype.__defineGetter__('n', () => 1)",
            "if (isNaN.n) return true; Object.defineProperty(isNaN, 'n', {value: 1})",
            "if (isNaN.n) return true; isNaN.__proto__.n = 1",
            "if (Array.n) return true; Object.defineProperty([].constructor, 'n', {value: 1})",
            "if (isNaN.prototype && isNaN.prototype.n) return true; isNaN.prototype.n = 1",
            "var e; try { null.x } catch (x) { e = x } var p = Object.getPrototypeOf(e);"
                + " if (p.n) return true; p.n = 1",
            "if (''.n) return true; Object.getPrototypeOf('').n = 1",
            "if (event.n) return true; Object.getPrototypeOf(event).n = 1")) {
      Expression filter = compile("function(event) { " + leak + " }");
      Frame frame = frame();
      for (int i = 0; i < 3; i++) {
        Kind kind = filter.evaluate(frame);
        assertThat(kind == Kind.BOOL && frame.word == 1).as(leak).isFalse();
      }
    }
  }

  @Test
  void oneScriptDoesNotSeeAnother() {
    Frame frame = frame();
    compile("function(e) { shared = 1; return true }").evaluate(frame);
    Expression other = compile("function(e) { return typeof shared === 'undefined' }");
    assertThat(other.evaluate(frame)).isEqualTo(Kind.BOOL);
    assertThat(frame.word).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function(e) { for (;;) +e.text }",
        "function(e) { return e.list.length }",
        "function(e) { for (var k in e.map) return true }"
      })
  void hugeEventsAreNotForScripts(String source) {
    Map<String, Object> map = new HashMap<>();
    for (long i = 0; i < 100_000; i++) {
      map.put("k" + i, i);
    }
    Frame frame = frame();
    frame.event =
        new Event(
            "e",
            "u",
            "t",
            0,
            Properties.of(
                Map.of(
                    "text", "9".repeat(1_000_000),
                    "list", Collections.nCopies(100_000, "x"),
                    "map", map)));
    assertThat(compile(source).evaluate(frame)).isEqualTo(Kind.ERROR);
    assertThat(((EvaluationError) frame.ref).reason()).isEqualTo(Reason.SCRIPT_LIMIT);
  }

  @Test
  void theClockIsThatOfTheUser() {
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      assertThat(
              evaluate(
                  "function(e) { return Date.now() === 7200000 && new Date().getTime() === 7200000"
                      + " && new Date().getHours() === 2 && Date().indexOf('02:00:00') > 0"
                      + " && new Date(0).constructor === Date && Date.UTC(1970, 0) === 0 }"))
          .isEqualTo("true");
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void mistakesAreReportedAtTheirPlace() {
    assertThat(problems("function(e) { return e. }"))
        .singleElement()
        .asString()
        .startsWith("c.yaml:7:")
        .contains("error: JavaScript: ");
    assertThat(problems("function(e) {\n  return (e.x;\n}"))
        .singleElement()
        .asString()
        .startsWith("c.yaml:8:");
    assertThat(problems("function(e) { return eval('1') }"))
        .containsExactly("c.yaml:7:31: error: eval is not available: write the code itself");
    assertThat(problems("function(e) { return Math.random() > 0.5 }"))
        .singleElement()
        .asString()
        .startsWith("c.yaml:7:36: error: Math.random is not available");
    assertThat(problems("function(e) { return /a{1000}/.test(e.x) }")).hasSize(1);
    assertThat(problems("function(e) { return 10n ** 1000000n }")).hasSize(2);
    for (String other : List.of("", "event.x", "1; 2", "function(e) {}); (1", "var x = 1", "/*")) {
      assertThat(problems(other)).as(other).isNotEmpty();
    }
    assertThat(problems("(".repeat(100_000))).isNotEmpty();
    assertThat(problems("function(e){return " + "[".repeat(100_000) + "}")).isNotEmpty();
  }

  @Test
  void oneFilterServesManyThreads() throws Exception {
    Expression filter =
        compile("function(e) { var s = 0; for (let t of e.tags) s += t.length; return s === 2 }");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tasks.add(
            () -> {
              Frame frame = frame();
              long held = 0;
              for (int n = 0; n < 2_000; n++) {
                held += filter.evaluate(frame) == Kind.BOOL ? frame.word : 0;
              }
              return held;
            });
      }
      for (Future<Long> done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isEqualTo(2_000);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void withoutAnEventThereIsNoValue() {
    Frame frame = new Frame();
    assertThat(compile("e => true").evaluate(frame)).isEqualTo(Kind.ERROR);
    assertThatCode(() -> compile("e => true").evaluate(frame)).doesNotThrowAnyException();
  }

  private static Frame frame() {
    Frame frame = new Frame();
    frame.event = EVENT;
    frame.now = 7_200_000;
    return frame;
  }

  private static String evaluate(String source) {
    Frame frame = frame();
    Kind kind = compile(source).evaluate(frame);
    if (kind == Kind.ERROR) {
      EvaluationError error = (EvaluationError) frame.ref;
      assertThat(error.reason()).isIn(Reason.SCRIPT_ERROR, Reason.SCRIPT_LIMIT);
      return error.reason() + ": " + error.detail();
    }
    assertThat(kind).isEqualTo(Kind.BOOL);
    return frame.word == 1 ? "true" : "false";
  }

  private static Expression compile(String source) {
    List<Problem> problems = new ArrayList<>();
    Expression filter = ScriptFilter.compile(text(source), problems).orElse(null);
    assertThat(problems).as(source).noneMatch(Problem::isError);
    return filter;
  }

  private static List<String> problems(String source) {
    List<Problem> problems = new ArrayList<>();
    assertThat(ScriptFilter.compile(text(source), problems)).isEmpty();
    return problems.stream().map(Problem::toString).toList();
  }

  private static Text text(String source) {
    int[] lines = new int[source.length() + 1];
    int[] columns = new int[source.length() + 1];
    int line = 7;
    int column = 10;
    for (int i = 0; i <= source.length(); i++) {
      lines[i] = line;
      columns[i] = column++;
      if (i < source.length() && source.charAt(i) == '\n') {
        line++;
        column = 10;
      }
    }
    return new Text(source, new Position("c.yaml", 7, 10), lines, columns);
  }
}
