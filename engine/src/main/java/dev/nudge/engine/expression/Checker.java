package dev.nudge.engine.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.checker.CelIdentDecl;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.Env;
import dev.cel.checker.ExprChecker;
import dev.cel.checker.TypeProvider;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelContainer;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.internal.Errors;
import dev.cel.common.types.CelProtoTypes;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * dev.cel's parser and type checker. Not safe for use by several threads.
 *
 * <p>dev.cel's own front declares all of CEL anew for each expression, which costs ten times as
 * much as the check. This one keeps the declarations and changes only the scope's names.
 */
@SuppressWarnings("deprecation") // Env is called deprecated in favour of the front just named.
final class Checker {
  static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableOptionalSyntax(true)
          .comprehensionMaxIterations(BudgetNode.ELEMENTS)
          .build();

  private static final List<CelType> NUMBERS =
      List.of(SimpleType.INT, SimpleType.UINT, SimpleType.DOUBLE);
  private static final MapType PROPERTIES = MapType.create(SimpleType.STRING, SimpleType.DYN);
  private static final StructTypeReference CUSTOMER = StructTypeReference.create("customer");
  private static final CelContainer ROOT = CelContainer.ofName("");

  private final CelParser parser =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .build();
  private @Nullable Environment environment;
  private @Nullable Scope declared;

  /** What parsing or checking gave: a tree, or what is wrong with the source. */
  record Outcome(Optional<CelAbstractSyntaxTree> tree, List<Fault> faults) {}

  /**
   * What dev.cel says is wrong.
   *
   * @param offset where, in code points
   * @param message in dev.cel's words
   * @param expression the id of the part of the tree, 0 if none
   */
  record Fault(int offset, String message, long expression) {}

  private record Environment(Env env, Errors errors) {}

  /** A tree without types, or all syntax errors. */
  Outcome parse(String source) {
    CelValidationResult result = parser.parse(source);
    if (result.hasError()) {
      List<Fault> faults =
          result.getErrors().stream()
              .map(issue -> new Fault(offset(source, issue), issue.getMessage(), 0))
              .toList();
      return new Outcome(Optional.empty(), faults);
    }
    try {
      return new Outcome(Optional.of(result.getAst()), List.of());
    } catch (CelValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int offset(String source, CelIssue issue) {
    int line = issue.getSourceLocation().getLine();
    int start = 0;
    while (--line > 0) {
      int end = source.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    return source.codePointCount(0, start) + Math.max(0, issue.getSourceLocation().getColumn());
  }

  /** A tree with types, or all type errors. */
  Outcome check(CelAbstractSyntaxTree tree, Scope scope) {
    Environment known = environment;
    if (known == null) {
      known = standard();
      known.env().enterScope();
      declared = null;
    }
    if (!scope.equals(declared)) {
      known.env().exitScope();
      known.env().enterScope();
      Env env = known.env();
      names(scope).forEach((name, type) -> env.add(CelIdentDecl.newIdentDeclaration(name, type)));
      declared = scope;
    }
    // A fault spoils what the environment knows: the next check makes a new one.
    environment = null;
    CelAbstractSyntaxTree checked =
        ExprChecker.typecheck(known.env(), ROOT, tree, com.google.common.base.Optional.absent());
    if (known.errors().getErrorCount() > 0) {
      List<Fault> faults =
          known.errors().getErrors().stream()
              .map(error -> new Fault(error.position(), error.rawMessage(), error.exprId()))
              .toList();
      return new Outcome(Optional.empty(), faults);
    }
    environment = known;
    return new Outcome(Optional.of(checked), List.of());
  }

  private Environment standard() {
    Errors errors = new Errors("", "");
    CelStandardDeclarations standard = CelStandardDeclarations.newBuilder().build();
    Env env = Env.standard(standard, errors, new Facts(), OPTIONS);
    // Back out of the scope it opened: our functions belong beside the standard ones.
    env.exitScope();
    CelExtensions.strings().functions().forEach(env::add);
    CelExtensions.optional().functions().stream()
        .filter(function -> Functions.OPTIONAL.contains(function.name()))
        .forEach(env::add);
    ownFunctions().forEach(env::add);
    return new Environment(env, errors);
  }

  /**
   * The functions that CEL does not have. Overloads by element type, not one over any: what is
   * known only at run time then fits them all, and so does the result.
   */
  static List<CelFunctionDecl> ownFunctions() {
    return List.of(
        CelFunctionDecl.newFunctionDeclaration("format", formatOverloads()),
        CelFunctionDecl.newFunctionDeclaration("round", roundOverloads()),
        CelFunctionDecl.newFunctionDeclaration(
            SegmentNode.FUNCTION,
            overload(SegmentNode.FUNCTION, SimpleType.BOOL, SimpleType.STRING)),
        ofText("lower"),
        ofText("upper"),
        listFunction("avg", SimpleType.DOUBLE),
        listFunction("sum", SimpleType.INT),
        listFunction("min", SimpleType.INT),
        listFunction("max", SimpleType.INT));
  }

  private static CelFunctionDecl ofText(String name) {
    return CelFunctionDecl.newFunctionDeclaration(
        name,
        CelOverloadDecl.newMemberOverload(
            "string_" + name, SimpleType.STRING, List.of(SimpleType.STRING)));
  }

  private static List<CelOverloadDecl> formatOverloads() {
    List<CelOverloadDecl> overloads = new ArrayList<>();
    for (CelType number : NUMBERS) {
      overloads.add(overload("format", SimpleType.STRING, number, SimpleType.STRING));
      overloads.add(
          overload("format", SimpleType.STRING, number, SimpleType.STRING, SimpleType.STRING));
    }
    return overloads;
  }

  private static List<CelOverloadDecl> roundOverloads() {
    List<CelOverloadDecl> overloads = new ArrayList<>();
    for (CelType number : NUMBERS) {
      overloads.add(overload("round", SimpleType.DOUBLE, number));
      overloads.add(overload("round", SimpleType.DOUBLE, number, SimpleType.INT));
    }
    return overloads;
  }

  private static CelOverloadDecl overload(String name, CelType result, CelType... parameters) {
    StringBuilder id = new StringBuilder(name);
    for (CelType parameter : parameters) {
      id.append('_').append(parameter.name());
    }
    return CelOverloadDecl.newGlobalOverload(
        id.toString(), result, ImmutableList.copyOf(parameters));
  }

  private static CelFunctionDecl listFunction(String name, CelType ofInts) {
    return CelFunctionDecl.newFunctionDeclaration(
        name,
        listOverload(name, "ints", ofInts, SimpleType.INT),
        listOverload(name, "uints", SimpleType.DOUBLE, SimpleType.UINT),
        listOverload(name, "doubles", SimpleType.DOUBLE, SimpleType.DOUBLE));
  }

  private static CelOverloadDecl listOverload(
      String name, String of, CelType result, CelType element) {
    return CelOverloadDecl.newGlobalOverload(
        name + "_" + of, result, ImmutableList.of(ListType.create(element)));
  }

  /** The names of a scope and their types. */
  static Map<String, CelType> names(Scope scope) {
    Map<String, CelType> names = new LinkedHashMap<>();
    names.put("profile", PROPERTIES);
    names.put("now", SimpleType.TIMESTAMP);
    if (!scope.facts().isEmpty()) {
      names.put(CUSTOMER.name(), CUSTOMER);
    }
    if (scope.event()) {
      event("event", names);
    }
    if (scope.state()) {
      names.put("state", SimpleType.STRING);
    }
    scope
        .steps()
        .forEach(
            (name, step) -> {
              if (step.loop()) {
                names.put(name, ListType.create(PROPERTIES));
              } else {
                event(name, names);
              }
            });
    scope
        .measures()
        .forEach(
            (name, measure) -> {
              if (scope.event() || !measure.grouped()) {
                names.put(name, type(measure.type()));
              }
            });
    return names;
  }

  private static void event(String name, Map<String, CelType> names) {
    names.put(name, PROPERTIES);
    names.put(name + ".id", SimpleType.STRING);
    names.put(name + ".user", SimpleType.STRING);
    names.put(name + ".type", SimpleType.STRING);
    names.put(name + ".time", SimpleType.TIMESTAMP);
  }

  private static CelType type(Scope.Type type) {
    return switch (type) {
      case BOOL -> SimpleType.BOOL;
      case INT -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case DOUBLES -> ListType.create(SimpleType.DOUBLE);
      case TIMESTAMP -> SimpleType.TIMESTAMP;
      case TEXTS -> ListType.create(SimpleType.STRING);
      case DYN -> SimpleType.DYN;
    };
  }

  /** The facts of the scope at hand as a type; protocol buffers have no place here. */
  private final class Facts implements TypeProvider {
    @Override
    public dev.cel.expr.@Nullable Type lookupType(String typeName) {
      Scope scope = declared;
      return scope != null && !scope.facts().isEmpty() && typeName.equals(CUSTOMER.name())
          ? CelProtoTypes.create(CelProtoTypes.createMessage(typeName))
          : null;
    }

    @Override
    public @Nullable Integer lookupEnumValue(String enumName) {
      return null;
    }

    @Override
    public @Nullable FieldType lookupFieldType(dev.cel.expr.Type type, String fieldName) {
      Scope scope = declared;
      Scope.Type fact = scope == null ? null : scope.facts().get(fieldName);
      return fact == null ? null : FieldType.of(CelProtoTypes.celTypeToType(type(fact)));
    }
  }
}
