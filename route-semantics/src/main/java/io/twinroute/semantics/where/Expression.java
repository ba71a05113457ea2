package io.twinroute.semantics.where;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Map;

/**
 * A CEL expression that has passed the type check. Its size, its depth and its loops are bounded,
 * and so is what one evaluation may do.
 */
final class Expression {

  private static final int MOST_CHARACTERS = 10_000;
  private static final int DEEPEST = 50;
  private static final int MOST_ITERATIONS = 10_000;
  private static final int LARGEST_PATTERN = 1_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(MOST_CHARACTERS)
          .maxParseRecursionDepth(DEEPEST)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .maxRegexProgramSize(LARGEST_PATTERN)
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

  private final CelAbstractSyntaxTree tree;
  private final Program program;

  private Expression(CelAbstractSyntaxTree tree, Program program) {
    this.tree = tree;
    this.program = program;
  }

  /**
   * Reads an expression.
   *
   * @param variables what it may name, with the types
   */
  static Expression of(String text, Map<String, CelType> variables)
      throws InvalidConditionException {
    CelCompilerBuilder compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    variables.forEach(compiler::addVar);
    CelValidationResult checked = compiler.build().compile(text);
    try {
      CelAbstractSyntaxTree tree = checked.getAst();
      String refused = ExpressionRules.whatIsRefused(tree);
      if (refused != null) {
        throw new InvalidConditionException(refused);
      }
      return new Expression(tree, RUNTIME.createProgram(tree));
    } catch (CelValidationException e) {
      throw new InvalidConditionException(describe(checked.getErrors(), text, variables));
    } catch (CelEvaluationException e) {
      throw new InvalidConditionException(text + ": " + e.getMessage());
    }
  }

  /** The first of them, with its line and a caret below it. */
  private static String describe(
      List<CelIssue> issues, String text, Map<String, CelType> variables) {
    if (issues.isEmpty()) {
      return "is no CEL expression";
    }
    CelIssue issue = issues.get(0);
    int line = Math.max(1, issue.getSourceLocation().getLine());
    int column = Math.max(0, issue.getSourceLocation().getColumn());
    String[] lines = text.split("\\R", -1);
    String of = line <= lines.length ? lines[line - 1] : text;
    return "line %d, column %d: %s; the variables are %s%n  %s%n  %s^"
        .formatted(
            line,
            column + 1,
            issue.getMessage().replace(" (in container '')", "").replaceAll("\\s*\\R\\s*", " "),
            String.join(", ", variables.keySet()),
            of,
            " ".repeat(Math.min(column, of.length())));
  }

  /** The expression as a tree. */
  CelAbstractSyntaxTree tree() {
    return tree;
  }

  /** Evaluates it. What goes wrong is part of the answer. */
  Verdict test(CelVariableResolver variables) {
    try {
      Object result = program.eval(variables);
      return result instanceof Boolean holds
          ? holds ? Verdict.HOLDS : Verdict.REFUSES
          : Verdict.FAILS;
    } catch (CelEvaluationException | RuntimeException | StackOverflowError e) {
      return Verdict.FAILS;
    }
  }
}
