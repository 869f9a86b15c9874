package lazuli.examples.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code --help} prints of any example: what it does, its options in groups, examples of it. */
final class HelpText {
    private static final String SECTION = "help";
    private static final int WIDTH = 96;
    private static final int GAP = 2;

    /** A group of options: those whose order is below a bound, and below no other group's. */
    private enum Group {
        WHAT("What to train", Example.HOW),
        HOW("How to do it", Example.DATA),
        WHERE("Where things are", Integer.MAX_VALUE);

        private final String title;
        private final int bound;

        Group(String title, int bound) {
            this.title = title;
            this.bound = bound;
        }

        static Group of(OptionSpec option) {
            // Those that name no order have picocli's own below.
            int order = Example.order(option);
            return Arrays.stream(values())
                    .filter(group -> order < group.bound)
                    .findFirst()
                    .orElse(WHERE);
        }
    }

    private HelpText() {}

    /** Has a command line and its subcommands print their help so. */
    static CommandLine usedBy(CommandLine commandLine) {
        commandLine.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        for (CommandLine each : commandLines(commandLine)) {
            each.setHelpSectionKeys(List.of(SECTION));
            each.getHelpSectionMap().put(SECTION, help -> of(help.commandSpec()));
        }
        return commandLine;
    }

    private static List<CommandLine> commandLines(CommandLine commandLine) {
        List<CommandLine> all = new ArrayList<>(commandLine.getSubcommands().values());
        all.add(commandLine);
        return all;
    }

    private static String of(CommandSpec command) {
        StringBuilder text = new StringBuilder("Usage: %s [OPTIONS]%n".formatted(command.name()));
        for (String line : command.usageMessage().description()) {
            text.append(System.lineSeparator());
            String sentence = line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
            wrapped(sentence, WIDTH).forEach(part -> text.append(part).append(System.lineSeparator()));
        }
        int width = command.options().stream()
                .mapToInt(option -> label(option).length())
                .max()
                .orElse(0);
        for (Group group : Group.values()) {
            List<OptionSpec> options = command.options().stream()
                    .filter(option -> Group.of(option) == group)
                    .sorted(Comparator.comparingInt(Example::order))
                    .toList();
            if (!options.isEmpty()) {
                text.append("%n%s%n".formatted(group.title));
                options.forEach(option -> append(text, option, width));
            }
        }
        for (String line : command.usageMessage().footer()) {
            text.append(line).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, OptionSpec option, int width) {
        String margin = " ".repeat(GAP);
        String label = label(option);
        String indent = " ".repeat(width);
        for (String line : option.description()) {
            for (String part : wrapped(line, WIDTH - width - 2 * GAP)) {
                String first = label.isEmpty() ? indent : label + " ".repeat(width - label.length());
                text.append(margin).append(first).append(margin).append(part).append(System.lineSeparator());
                label = "";
            }
        }
    }

    private static String label(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    /** In lines of at most so many characters, cut at spaces. */
    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>(List.of(""));
        for (String word : text.split(" ", -1)) {
            String longer = lines.getLast().isEmpty() ? word : lines.getLast() + " " + word;
            if (longer.length() <= width) {
                lines.set(lines.size() - 1, longer);
            } else {
                lines.add(word);
            }
        }
        return lines;
    }
}
