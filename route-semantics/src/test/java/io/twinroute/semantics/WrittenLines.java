package io.twinroute.semantics;

import io.twinroute.reference.LogHeader;
import io.twinroute.scenario.Rendered;
import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.UnwrittenResult;
import java.util.ArrayList;
import java.util.List;

/** What a route has written, in the form in which the reference's output is compared. */
final class WrittenLines {

  private final List<String> lines = new ArrayList<>();

  private void add(RouteResult r) {
    lines.add(
        Rendered.result(
            r.sourcePartition(), r.key(), r.value(), r.timestamp(), headers(r.headers())));
  }

  void add(LogicOutput output) {
    if (output instanceof RouteResult r) {
      add(r);
    } else if (output instanceof UnwrittenResult r) {
      lines.add(
          Rendered.tooLarge(r.sourcePartition(), r.key(), r.timestamp(), headers(r.headers())));
    }
  }

  void add(RejectedRecord r) {
    List<LogHeader> headers = headers(r.headers());
    lines.add(
        r.rejection().destination() == Destination.LATE
            ? Rendered.late(r.partition(), r.key(), r.value(), r.timestamp(), headers)
            : Rendered.deadLetter(r.partition(), r.key(), r.value(), r.timestamp(), headers));
  }

  List<String> sorted() {
    return lines.stream().sorted().toList();
  }

  private static List<LogHeader> headers(Headers headers) {
    List<LogHeader> list = new ArrayList<>();
    headers.forEach((key, value) -> list.add(new LogHeader(key, value)));
    return list;
  }
}
