package io.twinroute.bench.flink;

import java.time.Duration;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * The join in Flink SQL: an interval join, inner or full, or a temporal join with a versioned
 * table. Runs until it is killed.
 */
public final class SqlJoinJob {

  private static final String ORDER =
      "orderId STRING, customer STRING, amountCents BIGINT, currency STRING, note STRING";
  private static final String PAYMENT =
      "paymentId STRING, orderId STRING, `method` STRING, amountCents BIGINT, reference STRING";
  private static final String CUSTOMER = "customer STRING, tier STRING, address STRING";

  private final Peer peer;
  private final StreamTableEnvironment tables;
  private final boolean isLookup;

  /** Defines its tables, and connects to nothing. */
  SqlJoinJob(Peer peer) {
    this.peer = peer;
    this.tables = StreamTableEnvironment.create(peer.environment());
    this.isLookup = peer.get("join").equals("lookup");
    source("orders", "orders", ORDER, "");
    if (isLookup) {
      source("right", "customers", CUSTOMER, ", PRIMARY KEY (customer) NOT ENFORCED");
    } else {
      source("right", "payments", PAYMENT, "");
    }
    sink();
  }

  /**
   * @param args the file that {@link Peer} reads
   */
  public static void main(String[] args) throws Exception {
    SqlJoinJob job = new SqlJoinJob(new Peer(args[0]));
    job.tables.executeSql(job.statement()).await();
  }

  private String statement() {
    return isLookup ? temporalJoin() : intervalJoin();
  }

  /** What Flink makes of it. */
  String plan() {
    return tables.explainSql(statement());
  }

  private void source(String side, String table, String columns, String constraint) {
    tables.executeSql(
        """
        CREATE TABLE %s (%s,
          ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
          WATERMARK FOR ts AS ts - %s%s)
        WITH (%s,
          'topic' = '%s',
          'properties.bootstrap.servers' = '%s',
          'properties.group.id' = 'benchmark',
          'properties.auto.offset.reset' = 'earliest')
        """
            .formatted(
                table,
                columns,
                interval("lateness"),
                constraint,
                constraint.isEmpty()
                    ? "'connector' = 'kafka', 'scan.startup.mode' = 'earliest-offset', 'format' = 'json'"
                    : "'connector' = 'upsert-kafka', 'key.format' = 'raw', 'value.format' = 'json'",
                peer.get(side + ".topic"),
                peer.get(side + ".bootstrap")));
  }

  private void sink() {
    tables.executeSql(
        """
        CREATE TABLE results (
          k STRING,
          `order` ROW<%s>,
          %s ROW<%s>,
          ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp')
        WITH ('connector' = 'kafka',
          'topic' = '%s',
          'properties.bootstrap.servers' = '%s',
          'key.format' = 'raw', 'key.fields' = 'k',
          'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY',
          'sink.delivery-guarantee' = '%s',
          'sink.transactional-id-prefix' = '%s',
          'properties.transaction.timeout.ms' = '900000')
        """
            .formatted(
                ORDER,
                isLookup ? "customer" : "payment",
                isLookup ? CUSTOMER : PAYMENT,
                peer.get("output.topic"),
                peer.get("output.bootstrap"),
                peer.get("delivery"),
                peer.get("output.topic")));
  }

  private String intervalJoin() {
    String window = interval("window");
    return """
        INSERT INTO results
        SELECT COALESCE(o.orderId, p.orderId),
          CASE WHEN o.orderId IS NULL THEN CAST(NULL AS ROW<%s>)
            ELSE CAST(ROW(o.orderId, o.customer, o.amountCents, o.currency, o.note) AS ROW<%s>) END,
          CASE WHEN p.orderId IS NULL THEN CAST(NULL AS ROW<%s>)
            ELSE CAST(ROW(p.paymentId, p.orderId, p.`method`, p.amountCents, p.reference) AS ROW<%s>) END,
          CASE WHEN p.ts IS NULL OR o.ts > p.ts THEN o.ts ELSE p.ts END
        FROM orders o %s JOIN payments p
          ON o.orderId = p.orderId AND p.ts BETWEEN o.ts - %s AND o.ts + %s
        """
        .formatted(
            ORDER,
            ORDER,
            PAYMENT,
            PAYMENT,
            peer.get("join").equals("outer") ? "FULL OUTER" : "",
            window,
            window);
  }

  private String temporalJoin() {
    return """
        INSERT INTO results
        SELECT o.customer,
          CAST(ROW(o.orderId, o.customer, o.amountCents, o.currency, o.note) AS ROW<%s>),
          CAST(ROW(c.customer, c.tier, c.address) AS ROW<%s>),
          o.ts
        FROM orders o JOIN customers FOR SYSTEM_TIME AS OF o.ts AS c ON o.customer = c.customer
        """
        .formatted(ORDER, CUSTOMER);
  }

  /** Flink takes no leading field of more than two digits, not even with a precision. */
  private String interval(String name) {
    Duration time = peer.millis(name);
    return "INTERVAL '%02d:%02d:%02d.%03d' HOUR TO SECOND(3)"
        .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart(), time.toMillisPart());
  }
}
