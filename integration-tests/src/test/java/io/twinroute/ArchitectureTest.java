package io.twinroute;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the modules. Classes are read from the modules' own folders, so that neither
 * engine has to come onto this classpath.
 */
class ArchitectureTest {

  private static final String SEMANTICS = "io.twinroute.semantics..";
  private static final String CONDITIONS = "io.twinroute.semantics.where..";
  private static final String REFERENCE = "io.twinroute.reference..";
  private static final String CONFIG = "io.twinroute.config..";
  private static final String RUNTIME = "io.twinroute.runtime..";
  private static final String MIRROR = "io.twinroute.mirror..";
  private static final String FLINK = "io.twinroute.flink..";
  private static final String KSTREAMS = "io.twinroute.kstreams..";
  private static final String PARITY = "io.twinroute.parity..";
  private static final String CLI = "io.twinroute.cli..";
  private static final String DEMO = "io.twinroute.demo..";

  /** What an engine declares to processes that do not run it. */
  private static final String FLINK_ENGINE = "io.twinroute.flink.engine..";

  private static final String KSTREAMS_ENGINE = "io.twinroute.kstreams.engine..";

  /** An engine's names. */
  private static final Pattern ENGINE_NAME =
      Pattern.compile("(?i)flink|kstreams|kafka.?streams|(?-i:\\bStreams\\b)");

  /** The modules that belong to no engine. */
  private static final List<String> NEUTRAL =
      List.of("route-config", "route-semantics", "route-runtime", "parity", "cli");

  /** Each module with the package that it owns. */
  private static final Map<String, String> MODULES =
      Map.ofEntries(
          Map.entry("route-semantics", SEMANTICS),
          Map.entry("route-reference", REFERENCE),
          Map.entry("route-config", CONFIG),
          Map.entry("route-runtime", RUNTIME),
          Map.entry("flink-engine", FLINK_ENGINE),
          Map.entry("kstreams-engine", KSTREAMS_ENGINE),
          Map.entry("mirror-config", MIRROR),
          Map.entry("flink-router", FLINK),
          Map.entry("kstreams-router", KSTREAMS),
          Map.entry("parity", PARITY),
          Map.entry("cli", CLI),
          Map.entry("demo", DEMO));

  private static final JavaClasses ALL;

  static {
    // The rules speak of names only; what the libraries look like inside is of no interest.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    ALL =
        new ClassFileImporter()
            .importPaths(MODULES.keySet().stream().map(ArchitectureTest::folder).toList());
  }

  private static Path folder(String module) {
    Path folder = Path.of("..", module, "target", "classes").toAbsolutePath().normalize();
    if (!Files.isDirectory(folder.resolve("io/twinroute"))) {
      throw new IllegalStateException(folder + " is empty or missing: build " + module + " first");
    }
    return folder;
  }

  @Test
  void shouldKeepEveryModuleInItsOwnPackage() {
    MODULES.forEach(
        (module, own) -> {
          JavaClasses ofModule = ALL.that(comeFrom(folder(module)));
          assertThat(ofModule).as(module).isNotEmpty();
          classes().should().resideInAPackage(own).check(ofModule);
        });
  }

  @Test
  void shouldKeepTheMeaningFreeOfEverythingElse() {
    classes()
        .that()
        .resideInAPackage(SEMANTICS)
        .and()
        .resideOutsideOfPackage(CONDITIONS)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(SEMANTICS, "java..", "org.jspecify.annotations.."))
        .check(ALL);
    classes()
        .that()
        .resideInAPackage(CONDITIONS)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                SEMANTICS,
                "java..",
                "org.jspecify.annotations..",
                "dev.cel..",
                "com.google.common..",
                "com.google.re2j.."))
        .check(ALL);
  }

  @Test
  void shouldShareNoCodeBetweenTheReferenceAndWhatItChecks() {
    classes()
        .that()
        .resideInAPackage(REFERENCE)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                REFERENCE,
                "java..",
                "org.jspecify.annotations..",
                "com.fasterxml.jackson..",
                "dev.cel.."))
        .check(ALL);
    onlyKnownBy(REFERENCE, REFERENCE, PARITY);
  }

  @Test
  void shouldKeepEnginesAndKafkaOutOfTheConfiguration() {
    classes()
        .that()
        .resideInAPackage(CONFIG)
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackages("io.twinroute..", "org.apache.kafka..", "org.apache.flink..")
                .or(resideInAnyPackage(CONFIG, SEMANTICS)))
        .check(ALL);
  }

  @Test
  void shouldPointFromTheRoutersToWhatTheyShareAndNeverBack() {
    onlyDependsInHouseOn(RUNTIME, CONFIG, SEMANTICS);
    onlyDependsInHouseOn(MIRROR, KSTREAMS_ENGINE, RUNTIME, CONFIG, SEMANTICS);
    onlyDependsInHouseOn(FLINK, RUNTIME, CONFIG, SEMANTICS);
    onlyDependsInHouseOn(KSTREAMS, RUNTIME, MIRROR, CONFIG, SEMANTICS);
  }

  @Test
  void shouldKeepEachEngineInItsOwnModules() {
    onlyKnownBy("org.apache.flink..", FLINK);
    onlyKnownBy("org.apache.kafka.streams..", KSTREAMS);
    onlyKnownBy("org.apache.kafka.connect..", MIRROR, KSTREAMS);
    onlyKnownBy(FLINK, FLINK, DEMO);
    onlyKnownBy(KSTREAMS, KSTREAMS, MIRROR, DEMO);
    onlyKnownBy(MIRROR, MIRROR, KSTREAMS);
  }

  /** A route file is read, and rights are listed, where no engine is. */
  @Test
  void shouldDeclareEnginesWithoutTheirLibraries() {
    for (String engine : List.of(FLINK_ENGINE, KSTREAMS_ENGINE)) {
      onlyDependsInHouseOn(engine, RUNTIME, CONFIG, SEMANTICS);
      noClasses()
          .that()
          .resideInAPackage(engine)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.apache.flink..", "org.apache.kafka.streams..", "org.apache.kafka.connect.."))
          .check(ALL);
    }
  }

  /** Another engine is another module, and nothing else changes. */
  @Test
  void shouldNameEnginesInTheirModulesOnly() throws IOException {
    for (String module : NEUTRAL) {
      Path sources = Path.of("..", module, "src", "main");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readAllLines(file))
              .as(file.toString())
              .noneMatch(line -> ENGINE_NAME.matcher(line).find());
        }
      }
    }
  }

  /** Nobody but the demo runs brokers, so that the command line for operators carries none. */
  @Test
  void shouldKeepBrokersInTheDemo() {
    onlyKnownBy("kafka..", DEMO);
    onlyKnownBy(DEMO, DEMO);
  }

  /** The framework stops at the services' edge: no operator and no processor meets it. */
  @Test
  void shouldKeepMicronautAtTheEdge() {
    onlyKnownBy("io.micronaut..", CONFIG, "io.twinroute.runtime.service..");
  }

  @Test
  void shouldKeepFlinksJobFreeOfTheServiceThatSubmitsIt() {
    noClasses()
        .that()
        .resideInAnyPackage("io.twinroute.flink.job..", "io.twinroute.flink.types..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.twinroute.flink.service..",
                "io.twinroute.runtime.service..",
                "io.twinroute.runtime.command.."))
        .check(ALL);
  }

  /** An engine knows a logic by its interface: a third one does not touch it. */
  @Test
  void shouldKeepKindsOfLogicOutOfTheEngines() {
    noClasses()
        .that()
        .resideInAnyPackage(FLINK, KSTREAMS)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("io.twinroute.semantics.logic..")
                .and(
                    DescribedPredicate.not(
                        JavaClass.Predicates.simpleName("RouteLogic")
                            .or(JavaClass.Predicates.simpleName("LogicRule"))
                            .or(JavaClass.Predicates.simpleName("Collector")))))
        .check(ALL);
  }

  /** What a value's bytes mean is the format's business; the reader of route files names it. */
  @Test
  void shouldKeepJsonInItsFormat() {
    onlyKnownBy(
        "io.twinroute.semantics.format.json..",
        "io.twinroute.semantics.format.json..",
        "io.twinroute.config.check..");
  }

  @Test
  void shouldKeepWhatLeansOnAnEnginesInternalsInRoomsOfThatName() {
    noClasses()
        .that()
        .resideInAPackage(KSTREAMS)
        .and()
        .resideOutsideOfPackage("..internals..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..internals.."))
        .check(ALL);
  }

  @Test
  void shouldKeepPackagesSmall() {
    Map<String, Long> classes =
        ALL.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(javaClass -> !javaClass.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

    assertThat(classes)
        .isNotEmpty()
        .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(20));
  }

  @Test
  void shouldKeepFilesShort() throws IOException {
    for (String module : MODULES.keySet()) {
      Path sources = Path.of("..", module, "src", "main", "java");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(300);
        }
      }
    }
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    slices().matching("io.twinroute.(**)").should().beFreeOfCycles().check(ALL);
  }

  private static DescribedPredicate<JavaClass> comeFrom(Path folder) {
    String prefix = folder.toUri().normalize().getPath();
    return DescribedPredicate.describe(
        "come from " + folder,
        javaClass -> javaClass.getSource().orElseThrow().getUri().getPath().startsWith(prefix));
  }

  private static void onlyDependsInHouseOn(String module, String... others) {
    DescribedPredicate<JavaClass> allowed =
        resideOutsideOfPackages("io.twinroute..")
            .or(resideInAPackage(module))
            .or(resideInAnyPackage(others));
    classes().that().resideInAPackage(module).should().onlyDependOnClassesThat(allowed).check(ALL);
  }

  private static void onlyKnownBy(String what, String... who) {
    noClasses()
        .that()
        .resideOutsideOfPackages(who)
        .should()
        .dependOnClassesThat(resideInAPackage(what))
        .check(ALL);
  }
}
