package io.twinroute.runtime.prepare;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.cluster.Grant;
import io.twinroute.runtime.pin.PinsTopic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** The rights that the router of any engine needs for a route: the least with which it works. */
public final class RouterGrants {

  private RouterGrants() {}

  /** What the router is called where rights are listed. */
  public static String component(Engine engine) {
    return engine.id() + "-router";
  }

  /** To read the sources, to pin the route, and to write its results and rejected records. */
  public static List<Grant> of(RoutePlan route, Engine engine) {
    String router = component(engine);
    List<Grant> grants = new ArrayList<>();
    route
        .sources()
        .map(each -> Grant.topic(router, each.cluster(), each.topic(), AclOperation.READ))
        .forEach(grants::add);
    Output output = route.output();
    Cluster target = output.cluster();
    grants.add(
        output.partitions() == null
            ? Grant.topic(
                router,
                target,
                output.topic(engine),
                AclOperation.WRITE,
                AclOperation.DESCRIBE_CONFIGS)
            : written(router, target, output.topic(engine)));
    output.rejectedTopics(engine).forEach(topic -> grants.add(written(router, target, topic)));
    if (output.isPerEngine()) { // whose topics must be alike
      Engines.all().stream()
          .filter(other -> !other.equals(engine))
          .map(other -> Grant.topic(router, target, output.topic(other), AclOperation.DESCRIBE))
          .forEach(grants::add);
    }
    grants.add(
        Grant.topic(
            router,
            target,
            TopicNames.pins(target),
            AclOperation.READ,
            AclOperation.WRITE,
            AclOperation.CREATE,
            AclOperation.DESCRIBE_CONFIGS));
    grants.add(
        Grant.of(
            router,
            target,
            ResourceType.TRANSACTIONAL_ID,
            PinsTopic.transactionalId(target, route.name()),
            PatternType.LITERAL,
            AclOperation.WRITE));
    return grants;
  }

  /** Its settings are looked at where it is there, and it is created where it is not. */
  private static Grant written(String router, Cluster target, String topic) {
    return Grant.topic(
        router,
        target,
        topic,
        AclOperation.WRITE,
        AclOperation.CREATE,
        AclOperation.DESCRIBE_CONFIGS);
  }

  /** To write in transactions whose ids begin with {@code prefix}. */
  public static Grant transactions(String component, Cluster target, String prefix) {
    return Grant.of(
        component,
        target,
        ResourceType.TRANSACTIONAL_ID,
        prefix,
        PatternType.PREFIXED,
        AclOperation.WRITE);
  }
}
