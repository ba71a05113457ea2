package io.twinroute.config.key;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The form of network addresses. Nothing here resolves a name or opens a connection. */
public final class Addresses {

  /** The form of one address, but for the range of its port. */
  public static final String FORM = "(?:[A-Za-z0-9._%-]+|\\[[0-9A-Fa-f:.%]+\\]):[0-9]{1,5}";

  /** The form of a list of addresses. */
  static final String LIST_FORM = "\\s*" + FORM + "\\s*(?:,\\s*" + FORM + "\\s*)*";

  private static final Pattern HOST_PORT = Pattern.compile(FORM);

  private Addresses() {}

  /** The members of a list separated by commas, without the blanks around them. */
  public static List<String> split(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
  }

  public static boolean isHostPort(String address) {
    if (!HOST_PORT.matcher(address).matches()) {
      return false;
    }
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    return port >= 1 && port <= 65535;
  }

  public static boolean isHttpUrl(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
