package io.twinroute.it.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running router's {@code /health}. */
public final class Health {

  private static final Pattern URL = Pattern.compile("router: (http://\\S+/health)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Health() {}

  /** Where it is; the router must have said so already. */
  public static String url(Command router) {
    Matcher matcher = URL.matcher(router.outSoFar());
    if (!matcher.find()) {
      throw new AssertionError("no address yet:\n" + router.outSoFar() + router.errSoFar());
    }
    return matcher.group(1);
  }

  /** Whether the router has said where it is. */
  public static boolean isServed(Command router) {
    return URL.matcher(router.outSoFar()).find();
  }

  /** What it answers, whatever the status code. */
  public static String of(Command router) {
    return at(url(router));
  }

  /** What this address answers. */
  public static String at(String url) {
    try {
      return ask(url);
    } catch (IOException e) {
      throw new AssertionError(url + " does not answer", e);
    }
  }

  /** Whether the route is running; it is not if the router does not answer. */
  public static boolean isRunning(Command router, String route) {
    try {
      return isServed(router)
          && ask(url(router)).contains("\"" + route + "\":{\"state\":\"running\"");
    } catch (IOException e) {
      return false;
    }
  }

  private static String ask(String url) throws IOException {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
