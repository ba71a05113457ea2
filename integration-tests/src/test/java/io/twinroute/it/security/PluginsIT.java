package io.twinroute.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.BrokerSetup;
import io.twinroute.demo.local.ExtraListener;
import io.twinroute.demo.local.FreePorts;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.tier.SecondTier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three clusters that let a client in only with a login module that is not Twinroute's. */
@SecondTier
class PluginsIT {

  private static final String LOGIN_MODULE = "com.example.login.CompanyLogin";
  private static final String SOURCE =
      """
      package com.example.login;
      public class CompanyLogin extends org.apache.kafka.common.security.plain.PlainLoginModule {}
      """;

  @TempDir private static Path folder;
  private static final Map<String, Integer> PORTS = new HashMap<>();
  private static LocalClusters clusters;
  private static Path plugins;

  @TempDir private Path state;

  @BeforeAll
  static void start() throws IOException {
    plugins = Files.createDirectories(folder.resolve("company plugins"));
    Map<String, BrokerSetup> setups = new LinkedHashMap<>();
    for (String alias : List.of("east", "west", "central")) {
      PORTS.put(alias, FreePorts.find());
      setups.put(alias, askingForAPassword(PORTS.get(alias)));
    }
    clusters = LocalClusters.start(setups);
    writeJar(plugins.resolve("company-login-1.0.jar"));
  }

  private static BrokerSetup askingForAPassword(int port) {
    String listener = "listener.name.secure.";
    return BrokerSetup.of(
        Map.of(
            listener + "sasl.enabled.mechanisms",
            "PLAIN",
            listener + "plain.sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required user_router=\"canary-4c1f\";"),
        new ExtraListener("SECURE", "SASL_PLAINTEXT", port, port));
  }

  @AfterAll
  static void stop() {
    clusters.close();
  }

  @Test
  void shouldRunBothEnginesWithALoginModuleOfThePluginsFolder() throws Exception {
    String route = "plugged";
    try (SourceTopic orders = SourceTopic.create(open("east"), "orders", 2);
        SourceTopic payments = SourceTopic.create(open("west"), "payments", 3)) {
      new NastyRecords(1, Instant.now()).write(orders, 200, 50, null);
      new NastyRecords(2, Instant.now()).write(payments, 200, 50, null);
      Path config = secured(route);

      assertThat(with(plugins, "doctor", "--config", config.toString()).exit()).isZero();
      for (Engine engine : Engines.all()) {
        Command.Result result = with(plugins, Command.untilEndArguments(engine, config));
        assertThat(result.exit()).as(result.toString()).isZero();
      }

      Path open =
          new RouteYaml(alias -> open(alias).bootstrapServers())
              .route(route, orders.name(), payments.name(), 2)
              .write(folder);
      for (Engine engine : Engines.all()) {
        assertThat(Outputs.mustEqualReference(open, route, engine)).isPositive();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.twinroute.config.engine.Engines#all")
  void shouldNameTheClassAndTheFolderIfTheJarIsNotThere(Engine engine) throws IOException {
    Path empty = Files.createDirectories(state.resolve("empty"));

    Command.Result result = with(empty, Command.untilEndArguments(engine, secured("unplugged")));

    assertThat(result.exit()).as(result.toString()).isEqualTo(1);
    assertThat(result.err())
        .contains("Cluster 'east'", LOGIN_MODULE, "Put its jar into the folder " + empty)
        .doesNotContain("\tat ", "canary");
  }

  @Test
  void shouldLetTheDoctorNameTheClassAndTheFolder() throws IOException {
    Path empty = Files.createDirectories(state.resolve("empty"));

    Command.Result result = with(empty, "doctor", "--config", secured("unplugged").toString());

    assertThat(result.exit()).as(result.toString()).isEqualTo(1);
    assertThat(result.out())
        .contains("fail", LOGIN_MODULE, "Put its jar into the folder " + empty)
        .doesNotContain("canary");
  }

  private static Cluster open(String alias) {
    return clusters.cluster(alias).asCluster();
  }

  private static Command.Result with(Path plugins, String... arguments) {
    try (Command command =
        Command.start(Map.of("TWINROUTE_PLUGINS", plugins.toString()), arguments)) {
      return command.await();
    }
  }

  private Path secured(String route) {
    RouteYaml yaml = new RouteYaml(alias -> "localhost:" + PORTS.get(alias));
    PORTS.keySet().forEach(alias -> yaml.cluster(alias, login()));
    return yaml.route(route, "orders", "payments", 2).write(state);
  }

  private static String login() {
    return "security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN, sasl.jaas.config: "
        + "'%s required username=\"router\" password=\"canary-4c1f\";'".formatted(LOGIN_MODULE);
  }

  /** A module that no class path of Twinroute's has. */
  private static void writeJar(Path jar) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createDirectories(folder.resolve("classes"));
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                problems,
                List.of("-d", classes.toString(), "--release", "17"),
                null,
                List.of(new LoginModuleSource()))
            .call();
    assertThat(compiled).as(problems.getDiagnostics().toString()).isTrue();
    String entry = LOGIN_MODULE.replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry));
      Files.copy(classes.resolve(entry), out);
      out.closeEntry();
    }
  }

  private static final class LoginModuleSource extends SimpleJavaFileObject {

    LoginModuleSource() {
      super(URI.create("string:///" + LOGIN_MODULE.replace('.', '/') + ".java"), Kind.SOURCE);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return SOURCE;
    }
  }
}
