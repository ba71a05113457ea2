package io.twinroute.cli.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Routes in columns, by their names; below those that are not ready, why. */
final class StatusTable {

  private StatusTable() {}

  static List<String> of(List<StatusLine> lines) {
    int[] widths =
        IntStream.range(0, StatusLine.TITLES.size())
            .map(
                column ->
                    Stream.concat(
                            Stream.of(StatusLine.TITLES), lines.stream().map(StatusLine::fields))
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
            .toArray();
    List<String> text = new ArrayList<>();
    text.add(row(StatusLine.TITLES, widths));
    lines.stream()
        .sorted(
            Comparator.comparing((StatusLine line) -> line.fields().get(0))
                .thenComparing(line -> line.fields().get(1)))
        .forEach(
            line -> {
              text.add(row(line.fields(), widths));
              if (!line.reason().isEmpty()) {
                text.add("  not ready: " + line.reason());
              }
            });
    return text;
  }

  private static String row(List<String> fields, int[] widths) {
    StringBuilder row = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String field = fields.get(column);
      row.append(field).append(" ".repeat(widths[column] - field.length() + 2));
    }
    return row.toString().stripTrailing();
  }
}
