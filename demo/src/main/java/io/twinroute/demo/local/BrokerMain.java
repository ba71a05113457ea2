package io.twinroute.demo.local;

import java.io.IOException;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * A broker's process: formats its storage if need be and runs Kafka, in one JVM. It does not
 * outlive its parent: when its standard input ends, it ends and removes its folder. Arguments: the
 * broker's folder, cluster id.
 */
final class BrokerMain {

  private BrokerMain() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    endWithParent(folder);
    Path settings = folder.resolve(BrokerSettings.FILE);
    int formatted =
        StorageTool.execute(
            new String[] {"format", "--ignore-formatted", "-t", args[1], "-c", settings.toString()},
            System.out);
    if (formatted != 0) {
      System.exit(formatted);
    }
    Kafka.main(new String[] {settings.toString()});
  }

  private static void endWithParent(Path folder) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Only the end of the stream matters.
                }
              } catch (IOException e) {
                // The parent has ended as well.
              }
              TemporaryFolders.delete(folder);
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
