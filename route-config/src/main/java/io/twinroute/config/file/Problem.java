package io.twinroute.config.file;

/**
 * One thing that is wrong in a route file.
 *
 * @param path the full key, for example {@code twinroute.routes.paid-orders.left.cluster}; the
 *     file's name where no key is to blame
 * @param message the value that is wrong and the remedy
 */
public record Problem(String path, String message) {
  @Override
  public String toString() {
    return path + ": " + message;
  }
}
