package io.twinroute.runtime.service.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Notices that a file holds other bytes. It is read every second: a mounted file may change because
 * a link above it does, which events of the file system do not report everywhere. Other bytes count
 * when two looks find the same, so that a file that is just being written is not read in part. Not
 * thread-safe.
 */
public final class WatchedFile {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(10);

  /** Also of a file that is not there, or cannot be read. */
  private static final byte[] NOTHING = {};

  private final Path file;
  private final LongSupplier clock;
  private byte[] taken;
  private byte[] lastSeen;
  private long lookedAt;
  private long triedAt;
  private boolean again;

  /**
   * Watches a file from now on; it is to be read after that.
   *
   * @param clock in nanoseconds, and never goes back
   */
  public WatchedFile(Path file, LongSupplier clock) {
    this.file = file;
    this.clock = clock;
    this.taken = bytes();
    this.lastSeen = taken;
    this.lookedAt = clock.getAsLong();
  }

  /**
   * To be called often.
   *
   * @return whether the file is to be read: it has changed, or {@link #tried} wants it again
   */
  public boolean isDue() {
    long now = clock.getAsLong();
    if (now - lookedAt < PAUSE.toNanos()) {
      return false;
    }
    lookedAt = now;
    byte[] seen = bytes();
    boolean settled = Arrays.equals(seen, lastSeen);
    lastSeen = seen;
    if (settled && !Arrays.equals(seen, taken)) {
      taken = seen;
      return true;
    }
    return settled && again && now - triedAt >= RETRY.toNanos();
  }

  /** The file is about to be read: what it holds now is no change any more. */
  public void reading() {
    taken = bytes();
    lastSeen = taken;
  }

  /**
   * The file was just read, for whatever reason.
   *
   * @param temporary what came of it may be different later: whether to read it again in a while
   *     even if it does not change
   */
  public void tried(boolean temporary) {
    again = temporary;
    triedAt = clock.getAsLong();
  }

  private byte[] bytes() {
    try {
      // A pipe can be read only once, so this must not read it.
      return Files.isRegularFile(file) ? Files.readAllBytes(file) : NOTHING;
    } catch (IOException e) {
      return NOTHING;
    }
  }
}
