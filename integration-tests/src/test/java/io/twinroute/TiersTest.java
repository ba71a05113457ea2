package io.twinroute;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.twinroute.it.tier.ContainerTier;
import io.twinroute.it.tier.FirstTier;
import io.twinroute.it.tier.SecondTier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No test is left out: Maven finds each by its name, and each integration test is in a tier. */
class TiersTest {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final String PACKAGE = "io.twinroute.it";

  private static final List<Class<? extends Annotation>> TIERS =
      List.of(FirstTier.class, SecondTier.class, ContainerTier.class);

  private static final List<String> KINDS_OF_TESTS =
      List.of(
          "org.junit.jupiter.api.Test",
          "org.junit.jupiter.api.RepeatedTest",
          "org.junit.jupiter.api.TestFactory",
          "org.junit.jupiter.api.TestTemplate",
          "org.junit.jupiter.params.ParameterizedTest");

  private static final List<JavaMethod> ALL =
      new ClassFileImporter()
          .importPaths(folders()).stream()
              .flatMap(javaClass -> javaClass.getMethods().stream())
              .filter(TiersTest::isTest)
              .toList();

  /** Of every module that the build has compiled the tests of. */
  private static List<Path> folders() {
    try (Stream<Path> modules = Files.list(HOME)) {
      return modules
          .map(module -> module.resolve("target/test-classes"))
          .filter(Files::isDirectory)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTest(JavaMethod method) {
    return KINDS_OF_TESTS.stream().anyMatch(method::isAnnotatedWith);
  }

  @Test
  void shouldNameEveryClassWithTestsSoThatMavenFindsIt() {
    assertThat(ALL).isNotEmpty();
    assertThat(ALL)
        .allMatch(
            test -> isIntegrationTest(test) || fileOf(test).endsWith("Test"),
            "is in a class that is named *Test, or *IT in " + PACKAGE);
  }

  @Test
  void shouldHaveEveryIntegrationTestInATierAndNoOther() {
    assertThat(ALL).anyMatch(TiersTest::isIntegrationTest);
    assertThat(ALL)
        .allMatch(
            test -> isIntegrationTest(test) == (hasTier(test) || hasTier(test.getOwner())),
            "is in a tier if it is an integration test");
  }

  /** JUnit adds a method's tags to those of its class: the method would be in more tiers. */
  @Test
  void shouldSayTheTierOfAClassOrOfItsMethods() {
    assertThat(ALL)
        .noneMatch(
            test -> hasTier(test) && hasTier(test.getOwner()),
            "is in a tier, and its class is, too");
  }

  private static boolean hasTier(CanBeAnnotated element) {
    return TIERS.stream().anyMatch(element::isAnnotatedWith);
  }

  private static boolean isIntegrationTest(JavaMethod test) {
    return test.getOwner().getPackageName().startsWith(PACKAGE) && fileOf(test).endsWith("IT");
  }

  /** Without what is nested in it. */
  private static String fileOf(JavaMethod test) {
    return test.getOwner().getName().split("\\$")[0];
  }
}
