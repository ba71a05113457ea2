package io.twinroute.mirror.connect;

import io.twinroute.mirror.Secrets;
import io.twinroute.mirror.UnfitWorkerException;
import io.twinroute.mirror.transform.SourceCoordinatesTransform;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;

/**
 * Whether a worker that someone else runs can resolve the references of connectors. Connect itself
 * takes a connector whose references it cannot resolve, and lets it fail with whatever its clients
 * make of them.
 */
public final class ReferenceCheck {

  private static final Pattern WORD = Pattern.compile("\\w+");

  private ReferenceCheck() {}

  /**
   * Asks the worker, which creates nothing for that. Its answer holds names of variables only.
   *
   * @throws UnfitWorkerException if it cannot resolve a reference, or cannot check it
   * @throws io.twinroute.mirror.MirrorException if it does not answer
   */
  public static void require(ConnectClient worker, List<MirrorConnector> connectors) {
    TreeSet<String> variables = new TreeSet<>();
    connectors.forEach(
        connector ->
            connector.config().values().stream()
                .flatMap(value -> Secrets.REFERENCE.matcher(value).results())
                .map(reference -> reference.group(1))
                .forEach(variables::add));
    if (variables.isEmpty()) {
      return;
    }
    TreeSet<String> unresolved = unresolved(worker, connectors.get(0), variables);
    if (!unresolved.isEmpty()) {
      throw new UnfitWorkerException(
          "Connect at %s: the worker cannot resolve references to secrets; set %s in the worker's environment, and config.providers=%s and config.providers.%s.class=%s in its configuration"
              .formatted(
                  worker.url(),
                  String.join(", ", unresolved),
                  Secrets.PROVIDER,
                  Secrets.PROVIDER,
                  EnvVarConfigProvider.class.getName()));
    }
  }

  private static TreeSet<String> unresolved(
      ConnectClient worker, MirrorConnector connector, TreeSet<String> variables) {
    String references = variables.stream().map(Secrets::reference).collect(Collectors.joining());
    String setting = "transforms.coordinates." + SourceCoordinatesTransform.REFERENCES;
    List<String> errors = worker.errors(connector.with(setting, references)).get(setting);
    if (errors == null) {
      throw new UnfitWorkerException(
          "Connect at %s: the worker has the mirror-config jar of another version, which does not report whether references to secrets are resolved; give it this version's"
              .formatted(worker.url()));
    }
    TreeSet<String> unresolved = new TreeSet<>();
    errors.forEach(
        error -> WORD.matcher(error).results().map(MatchResult::group).forEach(unresolved::add));
    unresolved.retainAll(variables);
    return unresolved;
  }
}
