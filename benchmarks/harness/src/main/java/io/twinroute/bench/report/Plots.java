package io.twinroute.bench.report;

import io.twinroute.bench.contestant.Cell;
import io.twinroute.bench.load.Latencies;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Pictures of a cell, as PNG. */
final class Plots {

  private static final Color[] COLORS = {
    new Color(0x2b, 0x6c, 0xb0), new Color(0xdd, 0x6b, 0x20), new Color(0x71, 0x80, 0x96)
  };

  private Plots() {}

  static void throughput(Cell cell, List<Report.Median> medians, Path file) throws IOException {
    CategoryChart chart = chart(cell.name(), "source records per second, medians");
    chart.getStyler().setLegendVisible(false);
    // Half of the range between the slowest and the fastest round, in both directions.
    chart.addSeries(
        "records/s",
        medians.stream().map(Report.Median::contestant).toList(),
        medians.stream().map(Report.Median::perSecond).toList(),
        medians.stream().map(m -> (m.most() - m.least()) / 2).toList());
    save(chart, file);
  }

  static void latency(Cell cell, List<Latencies> latencies, Path file) throws IOException {
    CategoryChart chart = chart(cell.name() + " at 60 % of each one's throughput", "ms");
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    List<String> names = latencies.stream().map(Latencies::contestant).toList();
    for (String percentile : List.of("50", "99", "99.9")) {
      double share = Double.parseDouble(percentile);
      chart.addSeries(
          "p" + percentile,
          names,
          latencies.stream().map(each -> each.millis().getValueAtPercentile(share)).toList());
    }
    save(chart, file);
  }

  private static CategoryChart chart(String title, String axis) {
    CategoryChart chart =
        new CategoryChartBuilder().width(960).height(480).title(title).yAxisTitle(axis).build();
    chart.getStyler().setSeriesColors(COLORS);
    chart.getStyler().setXAxisLabelRotation(35);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setYAxisDecimalPattern("#,###");
    return chart;
  }

  private static void save(CategoryChart chart, Path file) throws IOException {
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }
}
