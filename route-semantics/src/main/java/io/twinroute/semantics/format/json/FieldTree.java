package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.JsonPointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON Pointers as a tree, which a scan descends together with a value. */
final class FieldTree {

  final Node root;

  /** How many tokens the longest pointer has. */
  final int depth;

  /** Whether there is nothing to find; a pointer to the whole value is something. */
  final boolean isEmpty;

  FieldTree(List<JsonPointer> pointers) {
    Builder builder = new Builder("");
    int longest = 0;
    for (int i = 0; i < pointers.size(); i++) {
      List<String> tokens = pointers.get(i).tokens();
      Builder at = builder;
      for (String token : tokens) {
        at = at.child(token);
      }
      at.fields.add(i);
      longest = Math.max(longest, tokens.size());
    }
    this.root = builder.build();
    this.depth = longest;
    this.isEmpty = pointers.isEmpty();
  }

  /** A place that a pointer names, or that one leads through. */
  static final class Node {

    private final String name;
    private final byte[] utf8;
    private final boolean hasBackslash;

    /** The array index that the name is; -1 if it is none. */
    private final long index;

    private final int[] fields;
    private final Node[] children;

    private Node(String name, int[] fields, Node[] children) {
      this.name = name;
      this.utf8 = name.getBytes(UTF_8);
      this.hasBackslash = name.indexOf('\\') >= 0;
      // RFC 6901: no leading zeros. More digits than these would be beyond any array.
      this.index = name.matches("0|[1-9]\\d{0,9}") ? Long.parseLong(name) : -1;
      this.fields = fields;
      this.children = children;
    }

    /**
     * The child for the member whose name is the string from {@code from} to {@code to}, quotes
     * included; null if no pointer goes there.
     *
     * @param escaped whether the string has an escape
     */
    @Nullable Node member(byte[] json, int from, int to, boolean escaped) {
      if (escaped) {
        String text = JsonText.characters(json, from);
        for (Node child : children) {
          if (child.name.equals(text)) {
            return child;
          }
        }
        return null;
      }
      for (Node child : children) {
        byte[] text = child.utf8;
        if (to - from - 2 == text.length
            && !child.hasBackslash
            && Arrays.equals(json, from + 1, to - 1, text, 0, text.length)) {
          return child;
        }
      }
      return null;
    }

    /** The child for an array's element; null if no pointer goes there. */
    @Nullable Node element(int at) {
      for (Node child : children) {
        if (child.index == at) {
          return child;
        }
      }
      return null;
    }

    /** A value begins here, and makes what an earlier one of the same name held absent. */
    void begins(int at, int[] places) {
      for (int field : fields) {
        places[2 * field] = at;
      }
      for (Node child : children) {
        child.clear(places);
      }
    }

    private void clear(int[] places) {
      for (int field : fields) {
        places[2 * field] = FieldScan.ABSENT;
        places[2 * field + 1] = FieldScan.ABSENT;
      }
      for (Node child : children) {
        child.clear(places);
      }
    }

    void ends(int at, int[] places) {
      for (int field : fields) {
        places[2 * field + 1] = at - places[2 * field];
      }
    }
  }

  private static final class Builder {
    private final String name;
    private final List<Integer> fields = new ArrayList<>();
    private final List<Builder> children = new ArrayList<>();

    Builder(String name) {
      this.name = name;
    }

    Builder child(String token) {
      for (Builder child : children) {
        if (child.name.equals(token)) {
          return child;
        }
      }
      Builder added = new Builder(token);
      children.add(added);
      return added;
    }

    Node build() {
      return new Node(
          name,
          fields.stream().mapToInt(Integer::intValue).toArray(),
          children.stream().map(Builder::build).toArray(Node[]::new));
    }
  }
}
