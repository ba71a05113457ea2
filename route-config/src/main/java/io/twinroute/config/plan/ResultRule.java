package io.twinroute.config.plan;

import io.twinroute.semantics.format.ResultForm;
import io.twinroute.semantics.logic.CopiedHeaders;
import java.io.Serializable;

/**
 * What of its records a route's results hold.
 *
 * @param form what they take from the values
 * @param headers whose headers they carry
 */
public record ResultRule(ResultForm form, CopiedHeaders headers) implements Serializable {

  /** All of both records. */
  public static final ResultRule WHOLE = new ResultRule(ResultForm.WHOLE, CopiedHeaders.BOTH);
}
