package io.twinroute.mirror.transform;

import io.twinroute.mirror.Secrets;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Names the variables whose references a worker has left as they are; never what others hold. */
final class ResolvedReferences implements ConfigDef.Validator {

  @Override
  public void ensureValid(String setting, @Nullable Object value) {
    if (!(value instanceof Password references)) {
      return;
    }
    TreeSet<String> unresolved = new TreeSet<>();
    Secrets.REFERENCE
        .matcher(references.value())
        .results()
        .forEach(reference -> unresolved.add(reference.group(1)));
    if (!unresolved.isEmpty()) {
      throw new ConfigException("not resolved: " + String.join(", ", unresolved));
    }
  }

  @Override
  public String toString() {
    return "resolved references";
  }
}
