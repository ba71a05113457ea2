package io.twinroute.it.security;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.BrokerSetup;
import io.twinroute.demo.local.ExtraListener;
import io.twinroute.demo.local.FreePorts;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePattern;

/**
 * Three clusters that each trust in another way: east by SCRAM-SHA-512 over TLS, west by client
 * certificates, central by SCRAM-SHA-256 over TLS. All deny what no ACL allows. Tests themselves
 * come in by a listener that routers do not know, and may do everything.
 */
final class SecuredClusters implements AutoCloseable {

  /**
   * Passwords as environment variables hold them. Their {@link #canaries} appear nowhere else, so
   * that they can be searched for. One holds what a route file and Connect take for references.
   */
  static final Map<String, String> SECRETS =
      Map.of(
          "EAST_PASSWORD", "canary-east-7d3a$${env:HOME}$${b}",
          "CENTRAL_PASSWORD", "canary-central-90bc",
          "STORE_PASSWORD", Certificates.PASSWORD);

  private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule";

  /** The beginnings of the secrets, which no way to write them changes. */
  static List<String> canaries() {
    return SECRETS.values().stream().map(secret -> secret.split("\\$")[0]).toList();
  }

  /** An engine's password on a cluster, as the cluster knows it. */
  static String password(String alias) {
    String variable = alias.toUpperCase(Locale.ROOT) + "_PASSWORD";
    return Objects.requireNonNull(SECRETS.get(variable)).replace("$${", "${");
  }

  private final Map<String, Certificates> authorities = new HashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final Map<String, Path> clientStores = new HashMap<>();
  private final LocalClusters clusters;

  SecuredClusters(Path folder) {
    Map<String, BrokerSetup> setups = new LinkedHashMap<>();
    for (String alias : List.of("east", "west", "central")) {
      authorities.put(alias, new Certificates(folder, alias + "-authority"));
      ports.put(alias, FreePorts.find());
      setups.put(alias, setup(alias));
    }
    for (Engine engine : Engines.all()) {
      clientStores.put(engine.id(), authorities.get("west").client(engine.id()));
    }
    clusters = LocalClusters.start(setups);
    addUsers("east");
    addUsers("central");
  }

  private BrokerSetup setup(String alias) {
    boolean mutual = alias.equals("west");
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:ANONYMOUS");
    String listener = "listener.name.secure.";
    settings.put(listener + "ssl.keystore.location", authorities.get(alias).server().toString());
    settings.put(listener + "ssl.keystore.password", Certificates.PASSWORD);
    settings.put(listener + "ssl.truststore.location", authorities.get(alias).trust().toString());
    settings.put(listener + "ssl.truststore.password", Certificates.PASSWORD);
    settings.put(listener + "ssl.client.auth", mutual ? "required" : "none");
    if (!mutual) {
      String mechanism = mechanism(alias);
      settings.put(listener + "sasl.enabled.mechanisms", mechanism);
      settings.put(
          listener + mechanism.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
          LOGIN + " required;");
    }
    int port = ports.get(alias);
    return BrokerSetup.of(
        settings, new ExtraListener("SECURE", mutual ? "SSL" : "SASL_SSL", port, port));
  }

  private static String mechanism(String alias) {
    return alias.equals("east") ? "SCRAM-SHA-512" : "SCRAM-SHA-256";
  }

  private void addUsers(String alias) {
    for (Engine engine : Engines.all()) {
      changePassword(alias, engine, password(alias));
    }
  }

  /** The cluster as only tests may use it. */
  Cluster open(String alias) {
    return clusters.cluster(alias).asCluster();
  }

  /** A route file as an engine's user gets it; its secrets come from the environment. */
  RouteYaml routeFile(Engine engine) {
    RouteYaml yaml = new RouteYaml(alias -> "localhost:" + ports.get(alias));
    yaml.cluster("east", scram("east", engine));
    yaml.cluster(
        "west",
        "security.protocol: SSL, %s, ssl.keystore.location: \"%s\", ssl.keystore.password: \"%s\""
            .formatted(trusting("west"), clientStores.get(engine.id()), "${STORE_PASSWORD}"));
    yaml.cluster("central", scram("central", engine));
    return yaml;
  }

  private String scram(String alias, Engine engine) {
    return """
    security.protocol: SASL_SSL, sasl.mechanism: %s, %s, \
    sasl.jaas.config: '%s required username="%s" password="${%s_PASSWORD}";'\
    """
        .formatted(
            mechanism(alias), trusting(alias), LOGIN, engine.id(), alias.toUpperCase(Locale.ROOT));
  }

  private String trusting(String alias) {
    return "ssl.truststore.location: \"%s\", ssl.truststore.password: \"${STORE_PASSWORD}\""
        .formatted(trust(alias));
  }

  /** What an engine's user has to show west. */
  Path clientStore(Engine engine) {
    return clientStores.get(engine.id());
  }

  /** The same, a day after its time. */
  Path expiredClientStore(Engine engine) {
    return authorities.get("west").expired(engine.id());
  }

  /** The store that trusts a cluster's certificate. */
  Path trust(String alias) {
    return authorities.get(alias).trust();
  }

  /** Of an engine's user, on a cluster that asks for one. */
  void changePassword(String alias, Engine engine, String password) {
    ScramMechanism mechanism =
        alias.equals("east") ? ScramMechanism.SCRAM_SHA_512 : ScramMechanism.SCRAM_SHA_256;
    UserScramCredentialAlteration change =
        new UserScramCredentialUpsertion(
            engine.id(), new ScramCredentialInfo(mechanism, 4096), password);
    with(alias, admin -> admin.alterUserScramCredentials(List.of(change)).all().get());
  }

  /** By which name a cluster knows an engine's user. */
  private static String principal(String alias, Engine engine) {
    return "User:" + (alias.equals("west") ? "CN=" : "") + engine.id();
  }

  void allow(String alias, Engine engine, ResourcePattern resource, AclOperation operation) {
    with(
        alias,
        admin ->
            admin.createAcls(List.of(binding(alias, engine, resource, operation))).all().get());
  }

  void takeAway(String alias, Engine engine, ResourcePattern resource, AclOperation operation) {
    AclBinding binding = binding(alias, engine, resource, operation);
    AclBindingFilter filter = binding.toFilter();
    with(alias, admin -> admin.deleteAcls(List.of(filter)).all().get());
  }

  private static AclBinding binding(
      String alias, Engine engine, ResourcePattern resource, AclOperation operation) {
    return new AclBinding(
        resource,
        new AccessControlEntry(principal(alias, engine), "*", operation, AclPermissionType.ALLOW));
  }

  private interface Question {
    Object to(Admin admin) throws ExecutionException, InterruptedException;
  }

  private void with(String alias, Question question) {
    try (Admin admin = SourceTopic.admin(open(alias))) {
      question.to(admin);
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    clusters.close();
  }
}
