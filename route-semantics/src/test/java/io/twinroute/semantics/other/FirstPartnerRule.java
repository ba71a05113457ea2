package io.twinroute.semantics.other;

import io.twinroute.semantics.logic.LogicRule;
import io.twinroute.semantics.logic.ResultFormat;
import io.twinroute.semantics.logic.RouteLogic;
import java.time.Duration;

/**
 * A rule that no engine has heard of: each record of the first input gives one result, with the
 * first record of the second input that is not older, or alone if there is none in time.
 *
 * @param within how much newer the partner may be
 */
public record FirstPartnerRule(Duration within) implements LogicRule {

  @Override
  public String type() {
    return "first-partner";
  }

  @Override
  public boolean takesTombstones(int input) {
    return false;
  }

  /** An engine has no reason to distinguish kinds. */
  @Override
  public <T> T visit(Visitor<T> visitor) {
    throw new UnsupportedOperationException("neither a window nor a lookup");
  }

  @Override
  public RouteLogic logic(ResultFormat results) {
    return new FirstPartner(within.toMillis(), results);
  }
}
