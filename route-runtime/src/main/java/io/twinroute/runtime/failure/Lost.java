package io.twinroute.runtime.failure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Records of a source are gone that the route had not read, and their results with them. A route's
 * pins keep it as JSON with a {@code kind}: a later run would begin behind the gap and see nothing.
 * Kinds and fields are state.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Lost.Uncopied.class, name = "uncopied"),
  @JsonSubTypes.Type(value = Lost.CopiesMissing.class, name = "copies-missing"),
  @JsonSubTypes.Type(value = Lost.Unread.class, name = "unread")
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface Lost extends Failure {

  @Override
  @JsonIgnore
  default boolean isPermanent() {
    return true;
  }

  /**
   * A source removed records before they were copied.
   *
   * @param cluster the source cluster's alias
   * @param next the offset that was to be next
   * @param first the first offset that the partition then still held
   */
  record Uncopied(String cluster, String topic, int partition, long next, long first)
      implements Lost {

    @Override
    public String text() {
      return ("Records of %s/%s/%d were removed on their cluster before they were copied,"
              + " and their results are lost: offset %d was to be next, and the partition"
              + " begins at %d now. Give the route a new name to start from what is left, and"
              + " the topic a longer retention.")
          .formatted(cluster, topic, partition, next, first);
    }
  }

  /**
   * The source holds a record of which there is no copy, and a later one was copied.
   *
   * @param cluster the source cluster's alias
   * @param next the offset that was to be next
   * @param came the offset whose copy came instead
   * @param held an offset in between that the source holds
   */
  record CopiesMissing(String cluster, String topic, int partition, long next, long came, long held)
      implements Lost {

    @Override
    public String text() {
      return ("Copies of %s/%s/%d are missing on the target, and their results are lost:"
              + " offset %d was to be next, the copy of offset %d came, and the source holds"
              + " offset %d in between. Give the cluster '%s' another alias, so that all is"
              + " copied again, and the route a new name.")
          .formatted(cluster, topic, partition, next, came, held, cluster);
    }
  }

  /** Sources removed records before they were read. */
  record Unread(List<Next> partitions) implements Lost {

    public Unread {
      partitions = List.copyOf(partitions);
    }

    /**
     * Where a reader was to resume.
     *
     * @param partition as {@code east/orders/3}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Next(String partition, long offset) implements Serializable {}

    @Override
    public String text() {
      return partitions.stream()
          .map(next -> "%s was to be read from offset %d".formatted(next.partition, next.offset))
          .sorted()
          .collect(
              Collectors.joining(
                  ", ",
                  "Records were removed on their cluster before they were read, and their results are lost: ",
                  ", which it no longer holds. Give the route a new name to start from what is"
                      + " left, and the topic a longer retention."));
    }
  }
}
