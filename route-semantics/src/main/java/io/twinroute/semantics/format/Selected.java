package io.twinroute.semantics.format;

import java.io.Serializable;
import java.util.List;

/** What a member of a result holds, if the result is not the inputs' values side by side. */
public sealed interface Selected extends Serializable {

  /** A field of an input, with its own bytes; null if it is absent. */
  record Field(ResultField field) implements Selected {}

  /**
   * The same in every result.
   *
   * @param json a JSON text
   */
  record Constant(String json) implements Selected {}

  /**
   * More members.
   *
   * @param members in their order; at least one
   */
  record Members(List<Member> members) implements Selected {

    public Members {
      members = List.copyOf(members);
    }
  }

  /** A member and its name. */
  record Member(String name, Selected value) implements Serializable {}
}
