package io.twinroute.config.read;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of network addresses. Nothing here resolves a name or opens a connection. */
public final class Addresses {

  private static final Pattern HOST_PORT =
      Pattern.compile("(?:[A-Za-z0-9._%-]+|\\[[0-9A-Fa-f:.%]+])(?::(\\d{1,5}))");

  private Addresses() {}

  /** The members of a list separated by commas, without the blanks around them. */
  public static List<String> split(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
  }

  static boolean isHostPort(String address) {
    Matcher matcher = HOST_PORT.matcher(address);
    if (!matcher.matches()) {
      return false;
    }
    int port = Integer.parseInt(matcher.group(1));
    return port >= 1 && port <= 65535;
  }

  static boolean isHttpUrl(String url) {
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
