package io.twinroute.config.change;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.file.Problem;
import io.twinroute.config.key.Schema;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Changes of settings that hold for all routes: all of them would have to start again. */
final class SettingChanges {

  private SettingChanges() {}

  static List<Problem> of(RouteFile before, RouteFile after, Engine engine) {
    Class<? extends Record> section = Engines.section(engine).type();
    List<Problem> refused = new ArrayList<>();
    refused.addAll(of("restart", before.restart(), after.restart()));
    refused.addAll(of(engine.id(), before.settings(section), after.settings(section)));
    return refused;
  }

  /** What is said of a key that a running router cannot take over. */
  static Problem refusal(String key) {
    return new Problem(
        key, "holds for all routes, so a reload cannot change it; restart the router");
  }

  private static List<Problem> of(String section, Record before, Record after) {
    List<Problem> refused = new ArrayList<>();
    for (RecordComponent setting : before.getClass().getRecordComponents()) {
      if (!Objects.equals(value(setting, before), value(setting, after))) {
        refused.add(refusal(Schema.ROOT_KEY + "." + section + "." + key(setting.getName())));
      }
    }
    return refused;
  }

  private static Object value(RecordComponent setting, Record settings) {
    try {
      return setting.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's component cannot be read: " + setting, e);
    }
  }

  /** The settings' components are named as their keys: {@code stateDir} is {@code state-dir}. */
  private static String key(String component) {
    return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
