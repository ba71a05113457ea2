package io.twinroute.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.twinroute.reference.json.ReferenceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CEL condition, evaluated on everything that a record or a result holds. */
final class ReferenceCondition {

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(10_000)
          .maxRegexProgramSize(1_000)
          .build();
  private static final ObjectMapper JACKSON = new ObjectMapper(ReferenceJson.JSON);

  private final CelRuntime.Program program;

  private ReferenceCondition(String text, List<String> variables) {
    CelBuilder builder =
        CelFactory.standardCelBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    variables.forEach(variable -> builder.addVar(variable, SimpleType.DYN));
    Cel cel = builder.build();
    try {
      program = cel.createProgram(cel.compile(text).getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static ReferenceCondition ofRecords(String text) {
    return new ReferenceCondition(
        text, List.of("value", "key", "timestamp", "headers", "partition", "offset"));
  }

  static ReferenceCondition ofResults(String text, String left, String right) {
    return new ReferenceCondition(text, List.of(left, right));
  }

  static ReferenceCondition ofResults(String text, String only) {
    return new ReferenceCondition(text, List.of(only));
  }

  /** Whether it holds; null if it cannot be said. */
  @Nullable Boolean of(SourceLog log, LogRecord record, long time, byte[] value) {
    Map<String, List<Object>> headers = new LinkedHashMap<>();
    for (LogHeader header : record.headers()) {
      headers.computeIfAbsent(header.key(), k -> new ArrayList<>()).add(bytes(header.value()));
    }
    Map<String, Object> variables = new HashMap<>();
    variables.put("value", json(value));
    variables.put("key", bytes(record.key()));
    variables.put("timestamp", Instant.ofEpochMilli(time));
    variables.put("headers", headers);
    variables.put("partition", (long) log.partition());
    variables.put("offset", record.offset());
    return eval(variables);
  }

  /** The same for a result of these values. */
  @Nullable Boolean of(
      String left, byte @Nullable [] leftValue, String right, byte @Nullable [] rightValue) {
    return eval(Map.of(left, json(leftValue), right, json(rightValue)));
  }

  /** The same for a result of one value. */
  @Nullable Boolean of(String only, byte @Nullable [] value) {
    return eval(Map.of(only, json(value)));
  }

  private @Nullable Boolean eval(Map<String, Object> variables) {
    try {
      return program.eval(variables) instanceof Boolean holds ? holds : null;
    } catch (CelEvaluationException | RuntimeException e) {
      return null;
    }
  }

  private static Object bytes(byte @Nullable [] bytes) {
    return bytes == null ? NullValue.NULL_VALUE : CelByteString.of(bytes);
  }

  private static Object json(byte @Nullable [] value) {
    try {
      return value == null ? NullValue.NULL_VALUE : plain(JACKSON.readTree(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> members = new LinkedHashMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
      return members;
    }
    if (node.isArray()) {
      List<Object> elements = new ArrayList<>();
      node.forEach(element -> elements.add(plain(element)));
      return elements;
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return node.isNull()
        ? NullValue.NULL_VALUE
        : node.isBoolean() ? (Object) node.booleanValue() : node.textValue();
  }
}
