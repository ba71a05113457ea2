package io.twinroute.config.file;

import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.env.SystemPropertiesPropertySource;
import io.micronaut.core.order.OrderUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an environment's property sources name, as they are spelt there and in their order;
 * all sources but environment variables and system properties.
 *
 * <p>Micronaut turns one environment variable into every mix of dots and dashes that it may mean,
 * and system properties may be anyone's ({@code -Dtwinroute.home}). So these can give a key another
 * value, but only files say which keys exist.
 */
public final class FileKeys {

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  private FileKeys() {}

  public static FileKeys of(Environment environment) {
    List<PropertySource> sources = new ArrayList<>(environment.getPropertySources());
    OrderUtil.sortOrdered(sources);
    FileKeys keys = new FileKeys();
    for (PropertySource source : sources) {
      if (isFile(source)) {
        source.forEach(key -> keys.values.put(key, source.get(key)));
      }
    }
    return keys;
  }

  private static boolean isFile(PropertySource source) {
    return source.getConvention() != PropertyConvention.ENVIRONMENT_VARIABLE
        && !source.getName().equals(SystemPropertiesPropertySource.NAME);
  }

  /** The first parts of all keys. */
  Set<String> roots() {
    return values.keySet().stream()
        .map(key -> key.split("\\.", 2)[0])
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a source names {@code path} or a key below it. */
  public boolean contains(String path) {
    return values.keySet().stream().anyMatch(key -> isAtOrBelow(key, path));
  }

  /** All keys that are neither {@code root} nor below it, and their values before any override. */
  public Map<String, @Nullable Object> outside(String root) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>(values);
    result.keySet().removeIf(key -> isAtOrBelow(key, root));
    return result;
  }

  /** The keys below {@code path}, without it, and their values before any override. */
  public Map<String, @Nullable Object> below(String path) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    String prefix = path + ".";
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            result.put(key.substring(prefix.length()), value);
          }
        });
    return result;
  }

  /** The value of a key that is exactly {@code path}; null if there is none, or if it is empty. */
  @Nullable Object at(String path) {
    return values.get(path);
  }

  /** Whether a key is exactly {@code path}. */
  boolean isKey(String path) {
    return values.containsKey(path);
  }

  /**
   * The position of {@code path} among the keys: that of the first key at or below it; a path that
   * no source names comes at the end of the nearest mapping that would hold it.
   */
  int position(String path) {
    int index = 0;
    for (String key : values.keySet()) {
      if (isAtOrBelow(key, path)) {
        return index;
      }
      index++;
    }
    for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      int last = lastPosition(path.substring(0, dot));
      if (last >= 0) {
        return last;
      }
    }
    return values.size();
  }

  private int lastPosition(String path) {
    int index = 0;
    int last = -1;
    for (String key : values.keySet()) {
      if (isAtOrBelow(key, path)) {
        last = index;
      }
      index++;
    }
    return last;
  }

  private static boolean isAtOrBelow(String key, String path) {
    return key.startsWith(path)
        && (key.length() == path.length() || key.charAt(path.length()) == '.');
  }
}
