package io.twinroute.parity;

import io.twinroute.parity.Difference.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The second reading of two sides that differ: pairs what is on one side only by the inputs'
 * coordinates (or else the key), counts the pairs and keeps the first one.
 */
final class DifferenceSearch {
  private final DigestCounts contents;
  private final RecordSource left;
  private final RecordSource right;
  private final RecordDigests digests = new RecordDigests();
  private final DigestCounts identities = new DigestCounts();

  private @Nullable TopicRecord firstLeft;
  private @Nullable TopicRecord firstRight;
  private @Nullable TopicRecord partner;

  DifferenceSearch(DigestCounts contents, RecordSource left, RecordSource right) {
    this.contents = contents;
    this.left = left;
    this.right = right;
    new Surplus(left, contents::left, contents::right).forEach(this::acceptLeft);
    Digest wanted = firstLeft == null ? null : digests.ofIdentity(firstLeft);
    new Surplus(right, contents::right, contents::left)
        .forEach((record, identity) -> acceptRight(record, identity, wanted));
  }

  private void acceptLeft(TopicRecord record, Digest identity) {
    identities.addLeft(identity);
    firstLeft = Surplus.earlier(firstLeft, record);
  }

  private void acceptRight(TopicRecord record, Digest identity, @Nullable Digest wanted) {
    identities.addRight(identity);
    firstRight = Surplus.earlier(firstRight, record);
    if (identity.equals(wanted)) {
      partner = Surplus.earlier(partner, record);
    }
  }

  /** How many records differ, a pair counting once. */
  long differing() {
    long[] sum = new long[1];
    identities.forEach((l, r) -> sum[0] += Math.max(l, r));
    return sum[0];
  }

  Difference first() {
    if (firstLeft != null && partner != null) {
      Kind kind = firstLeft.partition() == partner.partition() ? Kind.CHANGED : Kind.MOVED;
      return new Difference(kind, firstLeft, partner);
    }
    if (firstLeft != null) {
      TopicRecord twin = twinOf(firstLeft, right);
      return new Difference(twin == null ? Kind.ONLY_LEFT : Kind.DOUBLED_LEFT, firstLeft, twin);
    }
    if (firstRight != null) {
      TopicRecord twin = twinOf(firstRight, left);
      return new Difference(twin == null ? Kind.ONLY_RIGHT : Kind.DOUBLED_RIGHT, twin, firstRight);
    }
    throw new IllegalStateException("a side changed between two readings up to the same end");
  }

  /** The first record of the other side with the same content. */
  private @Nullable TopicRecord twinOf(TopicRecord record, RecordSource other) {
    Digest content = digests.ofContent(record);
    if (contents.left(content) == 0 || contents.right(content) == 0) {
      return null;
    }
    TopicRecord[] twin = new TopicRecord[1];
    other.forEach(
        candidate -> {
          if (twin[0] == null && digests.ofContent(candidate).equals(content)) {
            twin[0] = candidate;
          }
        });
    return twin[0];
  }
}
