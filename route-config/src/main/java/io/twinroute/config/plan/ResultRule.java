package io.twinroute.config.plan;

import io.twinroute.semantics.format.ResultForm;
import io.twinroute.semantics.logic.CopiedHeaders;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What of its records a route's results hold.
 *
 * @param form what they take from the values
 * @param headers whose headers they carry
 * @param tombstoneOn the condition, in CEL, of which results are tombstones; null: none is
 */
public record ResultRule(ResultForm form, CopiedHeaders headers, @Nullable String tombstoneOn)
    implements Serializable {

  /** Without tombstones. */
  public ResultRule(ResultForm form, CopiedHeaders headers) {
    this(form, headers, null);
  }

  /** All of both records. */
  public static final ResultRule WHOLE = new ResultRule(ResultForm.WHOLE, CopiedHeaders.BOTH);
}
