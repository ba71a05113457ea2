package io.twinroute.cli.sample;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.engine.Findings;
import java.util.List;

/** Reports whether the keys of a route's inputs can be equal. */
final class KeyFindings {

  private final RoutePlan route;
  private final Findings findings;

  KeyFindings(RoutePlan route, Findings findings) {
    this.route = route;
    this.findings = findings;
  }

  /**
   * @param samples of all topics; those of one input are not compared with each other
   */
  void tell(List<InputSample> samples) {
    for (int i = 0; i < samples.size(); i++) {
      for (int j = i + 1; j < samples.size(); j++) {
        if (!samples.get(i).input().equals(samples.get(j).input())) {
          tell(samples.get(i), samples.get(j));
        }
      }
    }
  }

  private void tell(InputSample one, InputSample other) {
    KeySample ones = one.keys();
    KeySample others = other.keys();
    if (ones.forms().total() == 0 || others.forms().total() == 0) {
      return; // another finding reports this: no records, or none with a key
    }
    if (isMost(ones.strangersTo(others), ones) || isMost(others.strangersTo(ones), others)) {
      findings.warn(
          subject(),
          "the keys of %s look like %s, those of %s like %s: most of them are never the same bytes, so their records never match. Let the producers write both alike, or join on a field of the values (key: /path)."
              .formatted(name(one), text(ones), name(other), text(others)));
    } else if (ones.hasOtherRegistryIdsThan(others)) {
      findings.warn(
          subject(),
          "the keys of %s and of %s begin with a schema registry's ids, and no id is in both: keys are compared with it, so these are never the same. Let the producers write keys without a registry's serializer, or join on a field of the values (key: /path)."
              .formatted(name(one), name(other)));
    }
  }

  private static boolean isMost(int some, KeySample all) {
    return 2 * some > all.forms().total();
  }

  private static String text(KeySample keys) {
    return keys.forms().text(Form::words);
  }

  private static String name(InputSample sample) {
    return "%s (%s)".formatted(sample.source().address(), sample.input().name());
  }

  private String subject() {
    return "route " + route.name();
  }
}
