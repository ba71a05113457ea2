package io.twinroute.cli.sample;

import io.twinroute.semantics.format.ValueFormat;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What the join keys of an input's records look like. */
final class KeySample {

  private final ValueFormat format;
  private final Tally<Form> forms = new Tally<>(Form.class);

  /** By their hashes, which are enough to compare them. */
  private final Set<Integer> registryIds = new HashSet<>();

  KeySample(ValueFormat format) {
    this.format = format;
  }

  /**
   * @param hasSchemaHeader whether a header of the record names the key's schema
   */
  void add(byte[] key, boolean hasSchemaHeader) {
    Form form = Forms.of(key, format, hasSchemaHeader);
    forms.add(form);
    if (form.kind() == Form.Kind.REGISTRY) {
      registryIds.add(Arrays.hashCode(Arrays.copyOf(key, RegistryPrefix.SHORT)));
    }
  }

  Tally<Form> forms() {
    return forms;
  }

  /** How many keys are of a kind that {@code other} does not have. */
  int strangersTo(KeySample other) {
    return forms.seen().stream()
        .filter(form -> other.forms.seen().stream().noneMatch(f -> f.kind() == form.kind()))
        .mapToInt(forms::of)
        .sum();
  }

  /** Whether all keys of both have a registry's prefix, but have no prefix in common. */
  boolean hasOtherRegistryIdsThan(KeySample other) {
    return areOfARegistry()
        && other.areOfARegistry()
        && registryIds.stream().noneMatch(other.registryIds::contains);
  }

  private boolean areOfARegistry() {
    return forms.total() > 0
        && forms.seen().stream().allMatch(form -> form.kind() == Form.Kind.REGISTRY);
  }
}
