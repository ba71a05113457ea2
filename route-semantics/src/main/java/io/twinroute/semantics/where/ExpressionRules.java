package io.twinroute.semantics.where;

import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may not do although it is of the right type, and what it had better not do.
 */
final class ExpressionRules {

  private static final int MOST_NESTED_LOOPS = 2;
  private static final String MATCHES = "matches";

  private static final Set<String> PARTS_OF_TIME =
      Set.of(
          "getFullYear",
          "getMonth",
          "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getHours",
          "getMinutes",
          "getSeconds",
          "getMilliseconds");
  private static final Pattern OFFSET = Pattern.compile("UTC|[+-]?\\d\\d:\\d\\d");

  private static final Set<String> ARITHMETIC = Set.of("_+_", "_-_", "_*_", "_/_", "_%_", "-_");
  private static final Set<CelType> NUMBERS =
      Set.of(SimpleType.INT, SimpleType.UINT, SimpleType.DOUBLE, SimpleType.DYN);

  private ExpressionRules() {}

  /** What is wrong with an expression that the type check lets through; null if nothing is. */
  static @Nullable String whatIsRefused(CelAbstractSyntaxTree tree) {
    return whatIsRefused(tree.getExpr(), 0);
  }

  private static @Nullable String whatIsRefused(CelExpr expr, int loops) {
    int inside = loops;
    if (expr.exprKind().getKind() == ExprKind.Kind.COMPREHENSION && ++inside > MOST_NESTED_LOOPS) {
      return "nests more than two loops such as exists and map; use two at most";
    }
    if (expr.exprKind().getKind() == ExprKind.Kind.CALL && namesATimeZone(expr.call())) {
      return "'"
          + expr.call().function()
          + "' takes 'UTC' or a fixed offset such as '+02:00', since the rules of a named time"
          + " zone change; write one of them";
    }
    if (expr.exprKind().getKind() == ExprKind.Kind.CALL && hasBrokenPattern(expr.call())) {
      return "the pattern of '" + MATCHES + "' is no regular expression (RE2); correct it";
    }
    for (CelExpr part : parts(expr)) {
      String refused = whatIsRefused(part, inside);
      if (refused != null) {
        return refused;
      }
    }
    return null;
  }

  private static boolean namesATimeZone(CelCall call) {
    return PARTS_OF_TIME.contains(call.function())
        && call.target().isPresent()
        && !call.args().isEmpty()
        && !isFixed(call.args().get(0));
  }

  private static boolean hasBrokenPattern(CelCall call) {
    String pattern =
        call.function().equals(MATCHES) ? text(call.args().get(call.args().size() - 1)) : null;
    try {
      return pattern != null && com.google.re2j.Pattern.compile(pattern) == null;
    } catch (PatternSyntaxException e) {
      return true;
    }
  }

  private static boolean isFixed(CelExpr zone) {
    String text = text(zone);
    return text != null && OFFSET.matcher(text).matches();
  }

  /** The text that an expression is; null if it is no constant text. */
  static @Nullable String text(CelExpr expr) {
    return expr.exprKind().getKind() == ExprKind.Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? expr.constant().stringValue()
        : null;
  }

  /** Whether it computes with numbers whose type only a record shows. */
  static boolean computesWithUntyped(CelAbstractSyntaxTree tree) {
    return computesWithUntyped(tree, tree.getExpr());
  }

  private static boolean computesWithUntyped(CelAbstractSyntaxTree tree, CelExpr expr) {
    if (expr.exprKind().getKind() == ExprKind.Kind.CALL
        && ARITHMETIC.contains(expr.call().function())) {
      List<CelType> types =
          expr.call().args().stream()
              .map(arg -> tree.getType(arg.id()).orElse(SimpleType.DYN))
              .toList();
      if (types.contains(SimpleType.DYN) && NUMBERS.containsAll(types)) {
        return true;
      }
    }
    return parts(expr).stream().anyMatch(part -> computesWithUntyped(tree, part));
  }

  /** The expressions right inside another one. */
  static List<CelExpr> parts(CelExpr expr) {
    List<CelExpr> parts = new ArrayList<>();
    switch (expr.exprKind().getKind()) {
      case SELECT -> parts.add(expr.select().operand());
      case CALL -> {
        expr.call().target().ifPresent(parts::add);
        parts.addAll(expr.call().args());
      }
      case LIST -> parts.addAll(expr.list().elements());
      case STRUCT -> expr.struct().entries().forEach(entry -> parts.add(entry.value()));
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    parts.add(entry.key());
                    parts.add(entry.value());
                  });
      case COMPREHENSION -> {
        CelComprehension loop = expr.comprehension();
        parts.addAll(
            List.of(
                loop.iterRange(),
                loop.accuInit(),
                loop.loopCondition(),
                loop.loopStep(),
                loop.result()));
      }
      default -> {}
    }
    return parts;
  }
}
