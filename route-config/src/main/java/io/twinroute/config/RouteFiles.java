package io.twinroute.config;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.AbstractPropertySourceLoader;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import io.twinroute.config.check.NameChecks;
import io.twinroute.config.check.RoutePlanner;
import io.twinroute.config.file.ClientSettingNames;
import io.twinroute.config.file.DefinedNames;
import io.twinroute.config.file.FileKeys;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.file.KeyChecker;
import io.twinroute.config.file.Problem;
import io.twinroute.config.file.Problems;
import io.twinroute.config.file.YamlErrors;
import io.twinroute.config.file.YamlFile;
import io.twinroute.config.key.ClusterKeys;
import io.twinroute.config.key.RouteKeys;
import io.twinroute.config.key.Schema;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.read.ClusterReader;
import io.twinroute.config.read.EngineSectionReader;
import io.twinroute.config.read.NamingReader;
import io.twinroute.config.read.RestartReader;
import io.twinroute.config.read.RouteReader;
import io.twinroute.config.read.SettingReader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads route files as Micronaut configuration: the YAML file is one property source among others.
 * From weakest to strongest, these give a key its value: {@code application.yml}, the route file,
 * the files of {@code MICRONAUT_CONFIG_FILES}, environment variables ({@code
 * TWINROUTE_CLUSTERS_EAST_BOOTSTRAP_SERVERS}), system properties.
 *
 * <p>Environment variables and system properties override keys of clusters and routes that files
 * name, and add Kafka client settings ({@code
 * TWINROUTE_CLUSTERS_EAST_PROPERTIES_SASL_JAAS_CONFIG}); they never define a cluster or a route.
 */
public final class RouteFiles {

  /** Above {@code application.yml}, below {@code MICRONAUT_CONFIG_FILES}. */
  private static final int ORDER = AbstractPropertySourceLoader.DEFAULT_POSITION + 25;

  private RouteFiles() {}

  /**
   * The route file as a property source.
   *
   * @throws InvalidRouteFileException if the file cannot be read or is not one YAML mapping; the
   *     problem's path is the file's name as given
   */
  static PropertySource propertySource(Path file) throws InvalidRouteFileException {
    return PropertySource.of(
        file.toString(), YamlFile.load(file), PropertySource.Origin.of(file.toString()), ORDER);
  }

  /**
   * Reads a route file without starting an application context.
   *
   * @throws InvalidRouteFileException with every problem found
   */
  public static RouteFile read(Path file) throws InvalidRouteFileException {
    try (ApplicationContext context = context(file)) {
      return plan(context.getEnvironment());
    }
  }

  /**
   * An application context over a route file, which is read once. Its environment has been started,
   * and is ready for {@link #plan}; the context itself is for the caller to start, or not.
   *
   * @throws InvalidRouteFileException if the route file or a file of {@code MICRONAUT_CONFIG_FILES}
   *     cannot be read
   */
  public static ApplicationContext context(Path file) throws InvalidRouteFileException {
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .deduceCloudEnvironment(false)
            .banner(false)
            .propertySources(propertySource(file))
            .build();
    try {
      start(context.getEnvironment());
      return context;
    } catch (InvalidRouteFileException e) {
      context.close();
      throw e;
    }
  }

  private static void start(Environment environment) throws InvalidRouteFileException {
    try {
      environment.start();
    } catch (ConfigurationException e) {
      throw unreadableConfiguration(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    } catch (RuntimeException e) {
      throw unreadableConfiguration(YamlErrors.describe(e));
    }
  }

  private static InvalidRouteFileException unreadableConfiguration(String why) {
    return Problems.single("micronaut.config.files", "a file cannot be read: " + why);
  }

  /**
   * Plans the routes of a started environment over a route file, as that of {@link #context}. Every
   * key below {@code twinroute} must be a route file's, whichever source it comes from; environment
   * variables and system properties are not checked.
   *
   * @throws InvalidRouteFileException with every problem found
   */
  public static RouteFile plan(Environment environment) throws InvalidRouteFileException {
    Problems problems = new Problems();
    FileKeys keys = FileKeys.of(environment);
    new KeyChecker(keys, problems).check();

    List<String> aliases = DefinedNames.of(keys, Schema.CLUSTERS, ClusterKeys.CLUSTER).names();
    List<String> names = DefinedNames.of(keys, Schema.ROUTES, RouteKeys.ROUTE).names();
    requireAny(aliases, Schema.CLUSTERS, "cluster", problems);
    requireAny(names, Schema.ROUTES, "route", problems);
    SettingReader settings = new SettingReader(environment, keys, problems);
    Naming naming = NamingReader.read(settings);
    NameChecks nameChecks = new NameChecks(naming, problems);
    nameChecks.checkAliases(aliases);
    nameChecks.checkRoutes(names);

    Map<String, Cluster> clusters =
        new ClusterReader(settings, new ClientSettingNames(environment, keys), problems)
            .read(aliases, naming);
    RouteReader routes = new RouteReader(settings, naming, RoutePlanner.FORMAT, problems);
    List<RoutePlan> plans =
        new RoutePlanner(aliases, clusters, problems)
            .plan(names.stream().map(routes::read).toList());
    RouteFile file =
        new RouteFile(
            Collections.unmodifiableMap(clusters),
            plans,
            EngineSectionReader.readAll(settings, problems),
            new RestartReader(settings, problems).read(),
            problems.warnings(keys).stream().map(Problem::toString).toList());
    problems.throwIfAny(keys);
    if (plans.size() < names.size()) { // a route that cannot be planned is a problem somewhere
      throw new IllegalStateException("planned " + plans.size() + " of the routes " + names);
    }
    return file;
  }

  /**
   * What the files of an environment set outside {@code twinroute}: settings of Micronaut. Values
   * may be secrets.
   */
  public static Map<String, @Nullable Object> otherKeys(Environment environment) {
    return FileKeys.of(environment).outside(Schema.ROOT_KEY);
  }

  private static void requireAny(List<String> names, String path, String what, Problems problems) {
    if (names.isEmpty() && !problems.isSettled(path)) {
      problems.add(path, "no " + what + " is defined; a route file needs at least one");
    }
  }
}
