package io.twinroute.bench.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.bench.process.Settings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * R1: two plain consumers, a hash join and a producer: the upper bound with these clients. It
 * handles no late records and no restart, and relies on properties of the data that a general join
 * may not assume: with {@code inner} and {@code outer} and a window of seconds or more, a key has
 * one record a side, so a pair is forgotten when it is written; an outer join writes what is left
 * when both topics have been read; a lookup reads its table first. Its argument is the file of
 * settings that the other contestants get.
 */
public final class PlainJoin {

  private static final int STRIPES = 64;
  private static final long SHORTEST_OF_PAIRS = 1_000;

  private final Properties settings;
  private final Stripe[] stripes = new Stripe[STRIPES];
  private final Results results;
  private final CountDownLatch leftRead = new CountDownLatch(1);
  private final CountDownLatch rightRead = new CountDownLatch(1);
  private final boolean isLookup;

  /** 0: each key has one partner. */
  private final long window;

  private PlainJoin(Properties settings) {
    this.settings = settings;
    this.isLookup = settings.getProperty("join").equals("lookup");
    long configured = Long.parseLong(settings.getProperty("window"));
    this.window = configured < SHORTEST_OF_PAIRS ? configured : 0;
    KafkaProducer<byte[], byte[]> producer = PlainClients.producer(settings);
    this.results =
        new Results(
            producer, settings.getProperty("output.topic"), isLookup ? "customer" : "payment");
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /**
   * @param args the file of settings
   */
  public static void main(String[] args) throws Exception {
    PlainClients.endWithAnyThread();
    PlainJoin join = new PlainJoin(Settings.read(Path.of(args[0])));
    if (join.isLookup) {
      join.lookUp();
    } else {
      join.join();
    }
  }

  private void lookUp() {
    PlainClients.read(
        settings,
        "right",
        row -> {
          ByteBuffer key = ByteBuffer.wrap(row.key());
          stripe(key).rights.put(key, row);
        },
        atEnd -> !atEnd);
    PlainClients.read(
        settings,
        "orders",
        order -> {
          ByteBuffer key = ByteBuffer.wrap(order.key());
          ConsumerRecord<byte[], byte[]> row = stripe(key).rights.get(key);
          if (row != null) {
            results.write(order, row);
          }
        },
        atEnd -> true);
  }

  private void join() throws InterruptedException {
    Thread right = new Thread(() -> read("right", false), "right");
    Thread left = new Thread(() -> read("orders", true), "left");
    right.start();
    left.start();
    leftRead.await();
    rightRead.await();
    if (settings.getProperty("join").equals("outer")) {
      for (Stripe stripe : stripes) {
        stripe.writeAlone(results);
      }
    }
    left.join(); // until the process is killed
  }

  private void read(String side, boolean isLeft) {
    PlainClients.read(
        settings,
        side,
        record -> meet(record, isLeft),
        atEnd -> {
          if (atEnd) {
            (isLeft ? leftRead : rightRead).countDown();
          }
          return true;
        });
  }

  private void meet(ConsumerRecord<byte[], byte[]> record, boolean isLeft) {
    ByteBuffer key = ByteBuffer.wrap(record.key());
    Stripe stripe = stripe(key);
    synchronized (stripe) {
      if (window > 0) {
        stripe.meetMany(key, record, isLeft, window, results);
      } else {
        stripe.meetOne(key, record, isLeft, results);
      }
    }
  }

  private Stripe stripe(ByteBuffer key) {
    return stripes[Math.floorMod(key.hashCode(), STRIPES)];
  }

  /** What waits, of a part of the keys. */
  private static final class Stripe {

    final Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> lefts = new HashMap<>();
    final Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> rights = new HashMap<>();
    final Map<ByteBuffer, Recent> recent = new HashMap<>();

    void meetOne(
        ByteBuffer key, ConsumerRecord<byte[], byte[]> record, boolean isLeft, Results results) {
      ConsumerRecord<byte[], byte[]> partner = (isLeft ? rights : lefts).remove(key);
      if (partner == null) {
        (isLeft ? lefts : rights).put(key, record);
      } else {
        results.write(isLeft ? record : partner, isLeft ? partner : record);
      }
    }

    void meetMany(
        ByteBuffer key,
        ConsumerRecord<byte[], byte[]> record,
        boolean isLeft,
        long window,
        Results results) {
      Recent all = recent.computeIfAbsent(key, k -> new Recent());
      (isLeft ? all.lefts : all.rights).add(record);
      long time = record.timestamp();
      for (ConsumerRecord<byte[], byte[]> partner : isLeft ? all.rights : all.lefts) {
        if (partner.timestamp() > time + window) {
          break;
        }
        if (partner.timestamp() >= time - window) {
          results.write(isLeft ? record : partner, isLeft ? partner : record);
        }
      }
      all.forget(window);
    }

    synchronized void writeAlone(Results results) {
      lefts.values().stream().filter(Stripe::isData).forEach(left -> results.write(left, null));
      rights.values().stream().filter(Stripe::isData).forEach(right -> results.write(null, right));
    }

    /** The last records of topics only advance time, and have this key. */
    private static boolean isData(ConsumerRecord<byte[], byte[]> record) {
      return !new String(record.key(), UTF_8).startsWith("end-of-");
    }
  }

  /**
   * The records of a key that may still find a partner. Both sides are in the order of time here,
   * so records that the other side has passed are removed.
   */
  private static final class Recent {

    final Deque<ConsumerRecord<byte[], byte[]>> lefts = new ArrayDeque<>();
    final Deque<ConsumerRecord<byte[], byte[]>> rights = new ArrayDeque<>();

    void forget(long window) {
      if (!lefts.isEmpty() && !rights.isEmpty()) {
        drop(lefts, rights.getLast().timestamp() - window);
        drop(rights, lefts.getLast().timestamp() - window);
      }
    }

    private static void drop(Deque<ConsumerRecord<byte[], byte[]>> side, long before) {
      while (side.size() > 1 && side.getFirst().timestamp() < before) {
        side.removeFirst();
      }
    }
  }
}
