package io.twinroute.config.check;

import java.util.Optional;

/**
 * What a route file needs a topic for.
 *
 * @param address where the topic is
 * @param path the key that its name follows from; empty for a name that no key decides
 * @param subject how a message about it begins
 * @param what what it is, for a message about another topic
 * @param route whose it is; empty for a topic of all routes
 * @param role who else may use the name
 * @param wayOut the end of a message about it
 */
record NameUse(
    TopicAddress address,
    String path,
    String subject,
    String what,
    String route,
    Role role,
    String wayOut) {

  /** Who creates a topic, which decides what else may have its name. */
  enum Role {
    /** The router, for itself: no route may write there. */
    RESERVED,
    /** Its owner; it is there when a route starts. */
    READ,
    /** The router, if it is not there. */
    CREATED
  }

  String topic() {
    return address.topic();
  }

  /** Why a cluster cannot have it beside another one, or as that; empty if it can. */
  Optional<String> conflictWith(NameUse other) {
    if (topic().equals(other.topic())) {
      return role == Role.CREATED && other.role == Role.RESERVED
          ? Optional.of(subject + " is " + other.owner(route) + "; " + wayOut)
          : Optional.empty();
    }
    return role == Role.READ && other.role == Role.READ
        ? Optional.empty()
        : Optional.of(
            subject
                + " and '"
                + other.topic()
                + "', "
                + other.owner(route)
                + ", differ in '.' and '_' only, so that Kafka takes them for one; "
                + wayOut);
  }

  private String owner(String asked) {
    if (route.isEmpty()) {
      return what;
    }
    return what + (route.equals(asked) ? " of this route" : " of route '" + route + "'");
  }
}
