package io.twinroute.config.file;

import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.twinroute.config.key.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A YAML file as Micronaut flattens it, once it is known to be one well-formed mapping. */
public final class YamlFile {

  private static final int DEEPEST = 50;

  private YamlFile() {}

  /** The file's settings by their full keys, in the file's order. */
  public static Map<String, Object> load(Path file) throws InvalidRouteFileException {
    byte[] bytes = readBytes(file);
    checkDocument(file, parse(file, bytes));
    try {
      return new YamlPropertySourceLoader(false)
          .read(file.toString(), new ByteArrayInputStream(bytes));
    } catch (IOException | RuntimeException e) {
      // Micronaut reads dates by rules of its own.
      throw Problems.single(
          file.toString(), "is not valid YAML: a date is impossible; put it in quotes");
    }
  }

  private static byte[] readBytes(Path file) throws InvalidRouteFileException {
    if (Files.isDirectory(file)) {
      throw Problems.single(file.toString(), "is a directory; name the route file in it");
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return bytes;
    } catch (NoSuchFileException e) {
      throw Problems.single(file.toString(), "no such file");
    } catch (AccessDeniedException e) {
      throw Problems.single(file.toString(), "cannot be read: permission denied");
    } catch (CharacterCodingException e) {
      throw Problems.single(file.toString(), "is not a text file in UTF-8");
    } catch (IOException e) {
      throw Problems.single(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  private static List<@Nullable Object> parse(Path file, byte[] bytes)
      throws InvalidRouteFileException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<@Nullable Object> documents = new ArrayList<>();
    try {
      new Yaml(new SafeConstructor(options))
          .loadAll(new ByteArrayInputStream(bytes))
          .forEach(documents::add);
      return documents;
    } catch (RuntimeException e) {
      // SnakeYAML's own errors, and those of Java's parsers for tagged values.
      throw Problems.single(file.toString(), "is not valid YAML: " + YamlErrors.describe(e));
    }
  }

  private static void checkDocument(Path file, List<@Nullable Object> documents)
      throws InvalidRouteFileException {
    String start = "; a route file is one mapping that starts with '" + Schema.ROOT_KEY + ":'";
    if (documents.isEmpty() || (documents.size() == 1 && documents.get(0) == null)) {
      throw Problems.single(file.toString(), "is empty" + start);
    }
    if (documents.size() > 1) {
      throw Problems.single(
          file.toString(), "holds " + documents.size() + " YAML documents" + start);
    }
    if (!(documents.get(0) instanceof Map<?, ?> root)) {
      String found = documents.get(0) instanceof List ? "a list" : "a single value";
      throw Problems.single(file.toString(), "holds " + found + start);
    }
    checkMapping(file, root, "", 1);
  }

  /** Micronaut's flattening fails on keys without a name and on mappings that hold themselves. */
  private static void checkMapping(Path file, Map<?, ?> mapping, String path, int depth)
      throws InvalidRouteFileException {
    if (depth > DEEPEST) {
      throw Problems.single(file.toString(), "is nested too deeply, or an alias holds itself");
    }
    for (Map.Entry<?, ?> entry : mapping.entrySet()) {
      if (entry.getKey() == null) {
        String where = path.isEmpty() ? "at the top" : "below " + path;
        throw Problems.single(file.toString(), "has a key without a name " + where);
      }
      if (entry.getValue() instanceof Map<?, ?> below) {
        String key = path.isEmpty() ? "" + entry.getKey() : path + "." + entry.getKey();
        checkMapping(file, below, key, depth + 1);
      }
    }
  }
}
