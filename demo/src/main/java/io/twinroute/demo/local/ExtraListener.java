package io.twinroute.demo.local;

/**
 * A further listener of a local broker, for clients that come another way than the demo's own: with
 * credentials, or through a relay.
 *
 * @param name its name in the broker's settings, in capitals
 * @param securityProtocol Kafka's name, such as {@code PLAINTEXT} or {@code SASL_SSL}
 * @param port where the broker listens
 * @param advertisedPort the port of {@code localhost} to which the broker sends its clients; the
 *     relay's, where there is one
 */
public record ExtraListener(String name, String securityProtocol, int port, int advertisedPort) {}
