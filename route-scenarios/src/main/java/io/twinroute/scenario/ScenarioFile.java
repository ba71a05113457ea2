package io.twinroute.scenario;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scenario file, node by node.
 *
 * @param left by partition, where the side reads one topic of the usual name; absent otherwise;
 *     {@code input} where one passes through
 * @param leftTopics by cluster alias and topic, in the route's order, then by partition
 * @param right as on the left; absent where one passes through
 * @param rightTopics as on the left
 */
record ScenarioFile(
    @JsonProperty(required = true) String about,
    @JsonProperty(required = true) Map<String, Object> route,
    @JsonAlias("input") @Nullable Map<Integer, List<LogEntry>> left,
    @JsonAlias("input-topics") @JsonProperty("left-topics")
        @Nullable Map<String, Map<Integer, List<LogEntry>>> leftTopics,
    @Nullable Map<Integer, List<LogEntry>> right,
    @JsonProperty("right-topics") @Nullable Map<String, Map<Integer, List<LogEntry>>> rightTopics,
    @JsonProperty(required = true) Expectation expect) {

  /**
   * A record of a source.
   *
   * @param offset absent: one more than the record before, or 0
   * @param key text; absent: null
   * @param keyHex the key in hexadecimal, where it is no text
   * @param headers each a mapping of one name to its text or null, or {@code {name: ..., hex: ...}}
   */
  record LogEntry(
      @Nullable Long offset,
      @JsonProperty(required = true) long ts,
      @Nullable String key,
      @JsonProperty("key-hex") @Nullable String keyHex,
      @Nullable String value,
      @JsonProperty("value-hex") @Nullable String valueHex,
      @Nullable List<Map<String, String>> headers) {}

  /** What the route must write; an absent list is empty. */
  record Expectation(
      @Nullable List<Result> results,
      @Nullable List<Rejection> late,
      @JsonProperty("dead-letters") @Nullable List<Rejection> deadLetters,
      @JsonProperty("too-large") @Nullable List<TooLarge> tooLarge) {}

  /**
   * A result.
   *
   * @param left partition and offset of the left record, as in {@code 0@7}, with its cluster and
   *     topic in front where that is not the usual one; absent: right alone
   * @param right of the right record; absent: left alone. With neither, the headers hold the id
   * @param input of the record that passed through
   * @param headers those behind the id
   */
  record Result(
      @Nullable String left,
      @Nullable String right,
      @Nullable String input,
      @Nullable String key,
      @JsonProperty("key-hex") @Nullable String keyHex,
      @Nullable String value,
      @JsonProperty("value-hex") @Nullable String valueHex,
      @JsonProperty(required = true) long ts,
      @Nullable List<Map<String, String>> headers) {}

  /**
   * A dead letter in place of a result that cannot be written.
   *
   * @param left partition and offset of the left record; absent: right alone
   * @param right of the right record; absent: left alone
   * @param input of the record that passed through
   * @param size how large the result is; absent if it is not too large
   * @param reason absent: it is too large
   */
  record TooLarge(
      @Nullable String left,
      @Nullable String right,
      @Nullable String input,
      @Nullable String key,
      @JsonProperty("key-hex") @Nullable String keyHex,
      @JsonProperty(required = true) long ts,
      @Nullable Long size,
      @Nullable String reason) {}

  /**
   * A late record or a dead letter.
   *
   * @param left partition and offset, if it is a left record; {@code input} if it is of the one
   *     that passes through
   * @param right of a right record
   * @param partition of the source, where neither left nor right and no reason is given; then the
   *     headers are all there are
   * @param size how large the record is, if that is what is wrong with it
   * @param headers those before the coordinates, the reason, the error class and the size
   */
  record Rejection(
      @JsonAlias("input") @Nullable String left,
      @Nullable String right,
      @Nullable Integer partition,
      @Nullable String reason,
      @Nullable Long size,
      @Nullable String key,
      @JsonProperty("key-hex") @Nullable String keyHex,
      @Nullable String value,
      @JsonProperty("value-hex") @Nullable String valueHex,
      @JsonProperty(required = true) long ts,
      @Nullable List<Map<String, String>> headers) {}
}
