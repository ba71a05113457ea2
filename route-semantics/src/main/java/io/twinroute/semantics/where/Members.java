package io.twinroute.semantics.where;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind;
import io.twinroute.semantics.format.JsonPointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an expression looks at of a variable that holds a value: the members that it selects by
 * their names, and whether it takes something as a whole.
 */
final class Members {

  private final Map<String, Members> members = new LinkedHashMap<>();

  /** The place among the fields to find; negative for the value itself. */
  private int field = -1;

  private boolean whole;

  private Members() {}

  /** What an expression looks at of the variable {@code name}. */
  static Members of(Expression expression, String name) {
    Members root = new Members();
    new Search(name, root).visit(expression.tree().getExpr(), Set.of());
    return root;
  }

  /** Whether the thing itself is used, and not only members of it. */
  boolean isWhole() {
    return whole;
  }

  /** The place among the fields to find. */
  int field() {
    return field;
  }

  @Nullable Members member(Object name) {
    return members.get(name);
  }

  /** The members to find, and their members, unless the value is used as a whole. */
  List<JsonPointer> fields() {
    List<JsonPointer> fields = new ArrayList<>();
    if (!whole) {
      members.forEach((name, member) -> member.addTo(fields, List.of(), name));
    }
    return fields;
  }

  private void addTo(List<JsonPointer> fields, List<String> above, String name) {
    field = fields.size();
    List<String> tokens = new ArrayList<>(above);
    tokens.add(name);
    StringBuilder text = new StringBuilder();
    tokens.forEach(t -> text.append('/').append(t.replace("~", "~0").replace("/", "~1")));
    fields.add(new JsonPointer(text.toString(), tokens));
    members.forEach((below, member) -> member.addTo(fields, tokens, below));
  }

  private record Search(String variable, Members root) {

    private static final String INDEX = "_[_]";

    void visit(CelExpr expr, Set<String> shadowed) {
      Members selected = selected(expr, shadowed);
      if (selected != null) {
        selected.whole |= !isTest(expr);
        return;
      }
      if (expr.exprKind().getKind() != ExprKind.Kind.COMPREHENSION) {
        ExpressionRules.parts(expr).forEach(part -> visit(part, shadowed));
        return;
      }
      CelComprehension loop = expr.comprehension();
      visit(loop.iterRange(), shadowed);
      visit(loop.accuInit(), shadowed);
      Set<String> inside = new HashSet<>(shadowed);
      inside.addAll(List.of(loop.iterVar(), loop.iterVar2(), loop.accuVar()));
      visit(loop.loopCondition(), inside);
      visit(loop.loopStep(), inside);
      visit(loop.result(), inside);
    }

    private static boolean isTest(CelExpr expr) {
      return expr.exprKind().getKind() == ExprKind.Kind.SELECT && expr.select().testOnly();
    }

    /** The member that a chain of names selects; null for every other expression. */
    private @Nullable Members selected(CelExpr expr, Set<String> shadowed) {
      switch (expr.exprKind().getKind()) {
        case IDENT -> {
          String name = expr.ident().name();
          return name.equals(variable) && !shadowed.contains(name) ? root : null;
        }
        case SELECT -> {
          return below(expr.select().operand(), expr.select().field(), shadowed);
        }
        case CALL -> {
          if (!expr.call().function().equals(INDEX) || expr.call().args().size() != 2) {
            return null;
          }
          String name = ExpressionRules.text(expr.call().args().get(1));
          return name == null ? null : below(expr.call().args().get(0), name, shadowed);
        }
        default -> {
          return null;
        }
      }
    }

    private @Nullable Members below(CelExpr operand, String name, Set<String> shadowed) {
      Members of = selected(operand, shadowed);
      return of == null ? null : of.members.computeIfAbsent(name, n -> new Members());
    }
  }
}
