package io.twinroute.config.file;

import io.micronaut.context.env.Environment;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySourcePropertyResolver;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.order.OrderUtil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of an environment's settings: for each key that of the strongest source, as Micronaut
 * finds it, with our own {@link Placeholders} resolved. Micronaut's have no literal <code>${</code>
 * and take a default with a colon in it for another name.
 */
public final class SettingValues {

  private static final String OPEN = "${";

  /** What no file and no variable can hold; Micronaut sees no placeholder in it. */
  private static final String HIDDEN = "$\0{";

  private final PropertySourcePropertyResolver resolver;
  private final Placeholders placeholders = new Placeholders(this::written);

  public SettingValues(Environment environment) {
    this.resolver = new PropertySourcePropertyResolver(environment);
    List<PropertySource> sources = new ArrayList<>(environment.getPropertySources());
    OrderUtil.sortOrdered(sources);
    sources.forEach(source -> resolver.addPropertySource(hidden(source)));
  }

  /**
   * The value at a path: a text, or what YAML takes it for; null if there is none.
   *
   * @throws UnresolvedPlaceholderException if a placeholder in it has no value
   */
  public @Nullable Object at(String path) throws UnresolvedPlaceholderException {
    // Overrides are found under Micronaut's own spelling of a key only.
    Object value = written(NameUtils.hyphenate(path, true));
    return value == null ? null : resolved(value);
  }

  /** A value as it is written, with its placeholders resolved. */
  public Object resolved(Object value) throws UnresolvedPlaceholderException {
    if (value instanceof Collection<?> list) {
      List<Object> resolved = new ArrayList<>();
      for (Object each : list) {
        resolved.add(resolved(each));
      }
      return resolved;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> resolved = new LinkedHashMap<>();
      for (Map.Entry<?, ?> each : map.entrySet()) {
        Object below = each.getValue();
        resolved.put(each.getKey(), below == null ? null : resolved(below));
      }
      return resolved;
    }
    return value instanceof CharSequence text ? placeholders.resolve(text.toString()) : value;
  }

  private @Nullable Object written(String name) {
    return resolver.getProperty(name, Object.class).map(SettingValues::shown).orElse(null);
  }

  private static PropertySource hidden(PropertySource source) {
    Map<String, Object> values = new LinkedHashMap<>();
    source.forEach(key -> values.put(key, replaced(source.get(key), OPEN, HIDDEN)));
    PropertySource.PropertyConvention convention = source.getConvention();
    return new MapPropertySource(source.getName(), values) {
      @Override
      public PropertyConvention getConvention() {
        return convention;
      }
    };
  }

  private static Object shown(Object value) {
    return replaced(value, HIDDEN, OPEN);
  }

  private static Object replaced(Object value, String from, String to) {
    if (value instanceof Collection<?> list) {
      List<Object> replaced = new ArrayList<>();
      list.forEach(each -> replaced.add(replaced(each, from, to)));
      return replaced;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> replaced = new LinkedHashMap<>();
      map.forEach(
          (key, below) -> replaced.put(key, below == null ? null : replaced(below, from, to)));
      return replaced;
    }
    return value instanceof CharSequence text ? text.toString().replace(from, to) : value;
  }
}
