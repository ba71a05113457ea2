package io.twinroute.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassReader;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.MethodVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.internals.TransactionManager;
import org.apache.kafka.clients.producer.internals.TransactionalRequestResult;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/**
 * The connector's exactly-once sink calls internals of the Kafka client, so the two versions are a
 * pair: a newer client may compile, start, and fail at the first commit.
 */
class ClientPairingTest {

  @Test
  void shouldRunWithTheClientThatThePomPins() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    Matcher pinned = Pattern.compile("<flink.kafka-clients.version>([^<]+)</").matcher(pom);

    assertThat(pinned.find()).isTrue();
    assertThat(AppInfoParser.getVersion()).isEqualTo(pinned.group(1));
  }

  @Test
  void shouldHaveEveryMethodOfTheClientThatTheConnectorCalls() throws Exception {
    Set<String> called = new TreeSet<>();
    List<String> missing = new ArrayList<>();
    for (Call call : callsOfTheConnector()) {
      called.add(call.toString());
      if (!call.resolves()) {
        missing.add(call.toString());
      }
    }

    assertThat(missing).isEmpty();
    // The call that the next client no longer answers.
    assertThat(called).contains(TransactionalRequestResult.class.getName() + ".await()V");
  }

  /** What the connector's producer reaches by name, to resume a transaction after a failure. */
  @Test
  void shouldHaveTheInternalsThatTheConnectorReachesByReflection() throws Exception {
    assertThat(fields(KafkaProducer.class)).contains("transactionManager", "sender");
    assertThat(fields(TransactionManager.class))
        .contains(
            "producerIdAndEpoch",
            "currentState",
            "transactionalId",
            "transactionStarted",
            "newPartitionsInTransaction",
            "txnPartitionMap");
    assertThat(
            Arrays.stream(
                    Class.forName(TransactionManager.class.getName() + "$State").getEnumConstants())
                .map(String::valueOf))
        .contains("UNINITIALIZED", "INITIALIZING", "READY", "IN_TRANSACTION");
    assertThat(Arrays.stream(TransactionManager.class.getDeclaredMethods()).map(m -> m.getName()))
        .contains("enqueueRequest", "addPartitionsToTransactionHandler", "transitionTo");
  }

  private record Call(String owner, String name, String descriptor) {

    boolean resolves() {
      try {
        ClassLoader loader = ClientPairingTest.class.getClassLoader();
        MethodType type = MethodType.fromMethodDescriptorString(descriptor, loader);
        return declares(Class.forName(owner, false, loader), type);
      } catch (ClassNotFoundException | TypeNotPresentException e) {
        return false;
      }
    }

    private boolean declares(Class<?> type, MethodType method) {
      if (type == null) {
        return false;
      }
      boolean here =
          name.equals("<init>")
              ? Arrays.stream(type.getDeclaredConstructors())
                  .anyMatch(c -> method.parameterList().equals(List.of(c.getParameterTypes())))
              : Arrays.stream(type.getDeclaredMethods())
                  .filter(m -> m.getName().equals(name))
                  .filter(m -> m.getReturnType() == method.returnType())
                  .anyMatch(m -> method.parameterList().equals(List.of(m.getParameterTypes())));
      return here
          || declares(type.getSuperclass(), method)
          || Stream.of(type.getInterfaces()).anyMatch(i -> declares(i, method))
          || (type.isInterface() && declares(Object.class, method));
    }

    @Override
    public String toString() {
      return owner + "." + name + descriptor;
    }
  }

  private static Set<String> fields(Class<?> type) {
    Set<String> names = new TreeSet<>();
    Arrays.stream(type.getDeclaredFields()).forEach(field -> names.add(field.getName()));
    return names;
  }

  private static Set<Call> callsOfTheConnector() throws Exception {
    URI connector = KafkaSink.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Set<Call> calls = new HashSet<>();
    try (JarFile jar = new JarFile(Path.of(connector).toFile())) {
      for (var entry : jar.stream().filter(e -> isOfTheDataStreamApi(e.getName())).toList()) {
        new ClassReader(jar.getInputStream(entry)).accept(new CallCollector(calls), 0);
      }
    }
    return calls;
  }

  /** The table API's half needs libraries that a route has no use for. */
  private static boolean isOfTheDataStreamApi(String entry) {
    return entry.startsWith("org/apache/flink/connector/kafka/") && entry.endsWith(".class");
  }

  private static final class CallCollector extends ClassVisitor {
    private final Set<Call> calls;

    CallCollector(Set<Call> calls) {
      super(Opcodes.ASM9);
      this.calls = calls;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          if (owner.startsWith("org/apache/kafka/")) {
            calls.add(new Call(owner.replace('/', '.'), name, descriptor));
          }
        }
      };
    }
  }
}
