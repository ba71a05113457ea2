package io.twinroute.semantics.format;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What results take from the values of two inputs.
 *
 * @param select the members of a result's value; null: both values, each under its input's name
 * @param key the field that is a result's key; null: results have the key that both records have
 */
public record ResultForm(Selected.@Nullable Members select, @Nullable ResultField key)
    implements Serializable {

  /** Both values, and the records' key. */
  public static final ResultForm WHOLE = new ResultForm(null, null);
}
