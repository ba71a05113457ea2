package io.twinroute.semantics.where;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.ValueFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The condition of an output: which results are written. Not thread-safe. */
public final class ResultCondition {

  private static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

  /** By the language's definition, which keeps some for later. */
  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private final ValueFormat format;
  private final Expression expression;
  private final Side first;
  private final @Nullable Side second;

  private ResultCondition(
      ValueFormat format, Expression expression, String first, @Nullable String second) {
    this.format = format;
    this.expression = expression;
    this.first = new Side(first);
    this.second = second == null ? null : new Side(second);
  }

  /**
   * Reads a condition.
   *
   * @param format of the values
   * @param first what a result calls the first input's value
   * @param second what a result calls the second input's value; null: there is none
   * @throws InvalidConditionException if the text is none
   */
  public static ResultCondition of(
      String text, ValueFormat format, String first, @Nullable String second)
      throws InvalidConditionException {
    return new ResultCondition(format, expression(text, first, second), first, second);
  }

  private static Expression expression(String text, String first, @Nullable String second)
      throws InvalidConditionException {
    Map<String, CelType> variables = new LinkedHashMap<>();
    variables.put(first, SimpleType.DYN);
    if (second != null) {
      variables.put(second, SimpleType.DYN);
    }
    return Expression.of(text, variables);
  }

  /** Whether a condition can name a side so: a CEL identifier that is no word of the language. */
  public static boolean canName(String as) {
    return IDENTIFIER.matcher(as).matches() && !RESERVED.contains(as);
  }

  /** A condition that was read before, when its route file was checked. */
  public static ResultCondition ofChecked(
      String text, ValueFormat format, String first, @Nullable String second) {
    try {
      return of(text, format, first, second);
    } catch (InvalidConditionException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Checks a condition, whatever the format of the values is.
   *
   * @param second null: there is one input
   * @return whether it computes with numbers whose type only a result shows; such may fail
   * @throws InvalidConditionException if the text is none
   */
  public static boolean computesWithUntyped(String text, String first, @Nullable String second)
      throws InvalidConditionException {
    return ExpressionRules.computesWithUntyped(expression(text, first, second).tree());
  }

  /**
   * What it says of a result.
   *
   * @param one the first input's value; null if the result has none
   * @param other the second input's value; null if the result has none
   */
  public Verdict test(byte @Nullable [] one, byte @Nullable [] other) {
    first.value = one;
    Side two = second;
    if (two != null) {
      two.value = other;
    }
    return expression.test(
        name ->
            name.equals(first.name)
                ? Optional.of(first.visible())
                : two != null && name.equals(two.name)
                    ? Optional.of(two.visible())
                    : Optional.empty());
  }

  private final class Side {

    private final String name;
    private final Members members;
    private final FieldScan scan;
    private final int[] places;
    private byte @Nullable [] value;
    private byte @Nullable [] scanned;

    Side(String name) {
      this.name = name;
      this.members = Members.of(expression, name);
      this.scan = format.scan(members.fields());
      this.places = new int[2 * scan.fields()];
    }

    Object visible() {
      byte[] of = value;
      if (of == null) {
        return NullValue.NULL_VALUE;
      }
      if (scanned != of && scan.fields() > 0) {
        scan.scan(of, places);
        scanned = of;
      }
      return LazyMembers.of(format, of, 0, members, places, 0);
    }
  }
}
