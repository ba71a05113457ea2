package io.twinroute.semantics.other;

import io.twinroute.reference.ReferenceResult;
import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.ReferenceSide;
import io.twinroute.semantics.accept.EventTime;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.ResultField;
import io.twinroute.semantics.format.ResultForm;
import io.twinroute.semantics.format.Selected;
import io.twinroute.semantics.logic.CopiedHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a scenario says of times and of what results hold, as a route has it. */
public final class ScenarioForm {

  private final List<String> names;

  private ScenarioForm(ReferenceRoute route) {
    this.names = List.of(route.left().as(), route.right().as());
  }

  /** What results take from the values. */
  public static ResultForm of(ReferenceRoute route) {
    ScenarioForm form = new ScenarioForm(route);
    ReferenceResult result = route.result();
    return new ResultForm(
        result.select() == null ? null : form.members(result.select()),
        result.key() == null ? null : form.field(result.key()));
  }

  /** Where an input's records have their time. */
  public static EventTime time(ReferenceSide.Time of) {
    return new EventTime(
        JsonPointer.parse(of.field()),
        of.timeUnit(),
        of.maxAhead() == null ? null : Duration.ofMillis(of.maxAhead()));
  }

  /** Whose headers results carry. */
  public static CopiedHeaders headers(ReferenceRoute route) {
    return Stream.of(CopiedHeaders.values())
        .filter(headers -> headers.id().equals(route.result().headers()))
        .findFirst()
        .orElseThrow();
  }

  private Selected.Members members(Map<?, ?> select) {
    List<Selected.Member> members = new ArrayList<>();
    select.forEach((name, value) -> members.add(new Selected.Member(name.toString(), of(value))));
    return new Selected.Members(members);
  }

  private Selected of(Object value) {
    if (value instanceof Map<?, ?> select) {
      return members(select);
    }
    String text = value.toString();
    return text.startsWith("/") ? new Selected.Field(field(text)) : new Selected.Constant(text);
  }

  private ResultField field(String text) {
    JsonPointer pointer = JsonPointer.parse(text);
    return new ResultField(names.indexOf(pointer.tokens().get(0)), pointer.behindFirst());
  }
}
