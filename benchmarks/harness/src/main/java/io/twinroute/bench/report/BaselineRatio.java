package io.twinroute.bench.report;

import java.util.Locale;

/**
 * A figure of this build by that of the baseline.
 *
 * @param unchanged what the median would be if nothing had changed
 * @param lessIsBetter whether the figure is a cost
 */
public record BaselineRatio(Ratio ratio, AaInterval unchanged, boolean lessIsBetter) {

  /** The verdict of the median on this build. */
  enum Verdict {
    BETTER,
    /** It may be as good as the baseline. */
    INSIDE,
    WORSE;

    /** For people. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Verdict verdict() {
    if (unchanged.contains(ratio.median())) {
      return Verdict.INSIDE;
    }
    return ratio.median() < 1 == lessIsBetter ? Verdict.BETTER : Verdict.WORSE;
  }

  /** For people. One digit more than of others: a percent counts here. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%s=%.3f (%.3f to %.3f in %d rounds), A/A %.3f to %.3f: %s",
        ratio.name(),
        ratio.median(),
        ratio.least(),
        ratio.most(),
        ratio.rounds(),
        unchanged.low(),
        unchanged.high(),
        verdict().text());
  }
}
