package io.twinroute.config.key;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The shape of a route file: which keys exist, and what is below each. */
public sealed interface Schema
    permits Key, Schema.ClientSettings, Schema.Mapping, Schema.Named, Schema.Tree {

  String ROOT_KEY = "twinroute";
  String CLUSTERS = ROOT_KEY + ".clusters";
  String ROUTES = ROOT_KEY + ".routes";

  /** What it means, in Markdown. */
  String doc();

  /** Kafka client settings: a mapping of free-form, dotted names to single values. */
  record ClientSettings(String doc) implements Schema {}

  /**
   * A mapping with known keys.
   *
   * @param keys by their present names, in the order of the route reference
   * @param refused keys that other mappings of this kind have, and what is said of each here
   */
  record Mapping(String doc, Map<String, Schema> keys, Map<String, String> refused)
      implements Schema {

    private Mapping(String doc, Map<String, Schema> keys) {
      this(doc, keys, Map.of());
    }

    /** This mapping, with a message about a key that it does not have. */
    public Mapping refusing(String name, String message) {
      Map<String, String> more = new LinkedHashMap<>(refused);
      more.put(name, message);
      return new Mapping(doc, keys, more);
    }

    /** A mapping of these settings. */
    public static Mapping of(String doc, Key<?>... settings) {
      Map<String, Schema> keys = new LinkedHashMap<>();
      for (Key<?> setting : settings) {
        keys.put(setting.name(), setting);
      }
      return new Mapping(doc, keys);
    }

    /** This mapping and one key more. */
    public Mapping with(String name, Schema below) {
      Map<String, Schema> more = new LinkedHashMap<>(keys);
      more.put(name, below);
      return new Mapping(doc, more, refused);
    }

    /** What is below {@code key}, which may be a setting's former name; null if it is unknown. */
    public @Nullable Schema find(String key) {
      Schema below = keys.get(key);
      return below != null
          ? below
          : keys.values().stream()
              .filter(each -> each instanceof Key<?> setting && key.equals(setting.formerName()))
              .findFirst()
              .orElse(null);
    }

    /** The keys by their present names, sorted. */
    public Set<String> known() {
      return new TreeSet<>(keys.keySet());
    }
  }

  /** A mapping from names that the user chooses to texts, or to such mappings again. */
  record Tree(String doc) implements Schema {}

  /** A mapping from names that the user chooses to mappings that look alike. */
  record Named(String doc, Mapping each) implements Schema {}
}
