package io.twinroute.runtime.command;

import io.twinroute.config.engine.Engines;
import java.util.ListResourceBundle;

/** What help says of the engines that there are: {@code ${bundle:engines}} in picocli's texts. */
final class EngineWords extends ListResourceBundle {

  @Override
  protected Object[][] getContents() {
    return new Object[][] {
      {"engines", Engines.ids("|")},
      {"engines.or", Engines.ids(" or ")}
    };
  }
}
