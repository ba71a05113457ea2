package io.twinroute.cli;

import io.twinroute.demo.DemoCommandLine;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * A command that a user can run.
 *
 * @param name as it is typed, such as {@code mirror render}
 * @param options its own and the inherited ones
 * @param help what {@code --help} prints
 */
public record CommandTree(String name, Set<String> options, String help) {

  /** Every command but the bench, which is not a part of what is shipped. */
  public static List<CommandTree> all() {
    return Stream.of(Twinroute.commandLine(), DemoCommandLine.create())
        .flatMap(top -> below(top, ""))
        // The demo's entry in the command line's own list has no options.
        .collect(Collectors.toMap(CommandTree::name, each -> each, (entry, demo) -> demo))
        .values()
        .stream()
        .toList();
  }

  private static Stream<CommandTree> below(CommandLine command, String path) {
    Collection<CommandLine> commands = Set.copyOf(command.getSubcommands().values());
    return commands.isEmpty()
        ? Stream.of(of(command, path.strip()))
        : commands.stream().flatMap(each -> below(each, path + " " + each.getCommandName()));
  }

  private static CommandTree of(CommandLine command, String name) {
    Set<String> options = new TreeSet<>();
    command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
    return new CommandTree(name, options, command.getUsageMessage(Ansi.OFF));
  }
}
