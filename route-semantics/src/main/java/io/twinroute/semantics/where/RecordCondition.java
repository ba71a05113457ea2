package io.twinroute.semantics.where;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelVariableResolver;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.ValueFormat;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.SourceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The condition of an input: which of its records take part. Not thread-safe. */
public final class RecordCondition {

  private static final String VALUE = "value";
  private static final String KEY = "key";
  private static final String TIMESTAMP = "timestamp";
  private static final String HEADERS = "headers";
  private static final String PARTITION = "partition";
  private static final String OFFSET = "offset";

  private static final Map<String, CelType> VARIABLES = variables();

  private final ValueFormat format;
  private final SourcePartitions partitions;
  private final Expression expression;
  private final Members members;
  private final List<JsonPointer> fields;
  private final Variables variables = new Variables();

  private RecordCondition(ValueFormat format, SourcePartitions partitions, Expression expression) {
    this.format = format;
    this.partitions = partitions;
    this.expression = expression;
    this.members = Members.of(expression, VALUE);
    this.fields = members.fields();
  }

  private static Map<String, CelType> variables() {
    Map<String, CelType> types = new LinkedHashMap<>();
    types.put(VALUE, SimpleType.DYN);
    types.put(KEY, NullableType.create(SimpleType.BYTES));
    types.put(TIMESTAMP, SimpleType.TIMESTAMP);
    types.put(
        HEADERS,
        MapType.create(SimpleType.STRING, ListType.create(NullableType.create(SimpleType.BYTES))));
    types.put(PARTITION, SimpleType.INT);
    types.put(OFFSET, SimpleType.INT);
    return types;
  }

  /**
   * Reads a condition.
   *
   * @param format of the values
   * @param partitions the input's partitions; a condition sees the number in the record's own topic
   * @throws InvalidConditionException if the text is none
   */
  public static RecordCondition of(String text, ValueFormat format, SourcePartitions partitions)
      throws InvalidConditionException {
    return new RecordCondition(format, partitions, Expression.of(text, VARIABLES));
  }

  /** A condition that was read before, when its route file was checked. */
  public static RecordCondition ofChecked(
      String text, ValueFormat format, SourcePartitions partitions) {
    try {
      return of(text, format, partitions);
    } catch (InvalidConditionException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The fields of values that it looks at. */
  public List<JsonPointer> fields() {
    return fields;
  }

  /**
   * Checks a condition, whatever the format of the values is.
   *
   * @return whether it computes with numbers whose type only a record shows; such may fail
   * @throws InvalidConditionException if the text is none
   */
  public static boolean computesWithUntyped(String text) throws InvalidConditionException {
    return ExpressionRules.computesWithUntyped(Expression.of(text, VARIABLES).tree());
  }

  /**
   * What it says of a record.
   *
   * @param value the record's, a valid one
   * @param time the record's time in the route
   * @param places where the fields are
   * @param firstField the index of the first of its {@link #fields}
   */
  public Verdict test(SourceRecord record, byte[] value, long time, int[] places, int firstField) {
    variables.record = record;
    variables.value = value;
    variables.time = time;
    variables.places = places;
    variables.firstField = firstField;
    return expression.test(variables);
  }

  private final class Variables implements CelVariableResolver {

    private @Nullable SourceRecord record;
    private byte[] value = {};
    private long time;
    private int[] places = {};
    private int firstField;

    @Override
    public Optional<Object> find(String name) {
      SourceRecord of = record;
      return of == null ? Optional.empty() : Optional.ofNullable(valueOf(name, of));
    }

    private @Nullable Object valueOf(String name, SourceRecord of) {
      return switch (name) {
        case VALUE -> LazyMembers.of(format, value, 0, members, places, firstField);
        case KEY -> bytes(of.key());
        case TIMESTAMP -> Instant.ofEpochMilli(time);
        case HEADERS -> headers(of);
        case PARTITION -> (long) partitions.inTopic(of.partition());
        case OFFSET -> of.offset();
        default -> null;
      };
    }

    private static Map<String, List<Object>> headers(SourceRecord of) {
      Map<String, List<Object>> headers = new LinkedHashMap<>();
      of.headers()
          .forEach(
              (key, header) ->
                  headers.computeIfAbsent(key, k -> new ArrayList<>()).add(bytes(header)));
      return headers;
    }

    private static Object bytes(byte @Nullable [] bytes) {
      return bytes == null ? NullValue.NULL_VALUE : CelByteString.of(bytes);
    }
  }
}
