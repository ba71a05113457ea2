package io.twinroute.bench;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The arrows between the harness's packages. */
class PackagesTest {

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    slices()
        .matching("io.twinroute.bench.(*)..")
        .should()
        .beFreeOfCycles()
        .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
  }
}
