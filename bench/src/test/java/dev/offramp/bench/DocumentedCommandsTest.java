package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command that a page for users shows exists, with the options that it is shown with. */
class DocumentedCommandsTest {

    private static final Path HOME = Path.of("..");
    private static final Pattern SHOWN =
            Pattern.compile("\\./offramp((?:[ \\t]+(?:\\\\\\n[ \\t]*)?[^ \\t\\n`#|<>)&;]+)+)");
    private static final Set<String> OF_THE_LAUNCHER = Set.of("zoo", "test");

    @Test
    void every_command_and_option_in_the_documents_is_there() throws IOException {
        List<String> wrong = new ArrayList<>();
        int shown = 0;
        for (Path page : pages()) {
            for (List<String> words : commandsIn(Files.readString(page))) {
                shown++;
                problem(words)
                        .ifPresent(text -> wrong.add(page + ": ./offramp " + String.join(" ", words) + ": " + text));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(shown).as("commands found").isGreaterThan(50);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(
                List.of(HOME.resolve("README.md"), HOME.resolve("CONTRIBUTING.md"), HOME.resolve("deploy/README.md")));
        try (var docs = Files.newDirectoryStream(HOME.resolve("docs"), "*.md")) {
            docs.forEach(pages::add);
        }
        return pages;
    }

    private static List<List<String>> commandsIn(String page) {
        return SHOWN.matcher(page)
                .results()
                .map(match -> Arrays.stream(match.group(1).split("[\\s\\\\]+"))
                        .filter(word -> !word.isEmpty())
                        .toList())
                .filter(words -> !OF_THE_LAUNCHER.contains(words.get(0)))
                .toList();
    }

    private static Optional<String> problem(List<String> words) {
        CommandLine command = Offramp.commandLine();
        int next = 0;
        while (!command.getSubcommands().isEmpty()
                && next < words.size()
                && words.get(next).matches("[a-z].*")) {
            CommandLine deeper = command.getSubcommands().get(words.get(next));
            if (deeper == null) {
                return Optional.of("no such command");
            }
            command = deeper;
            next++;
        }
        Set<String> options =
                new HashSet<>(command.getCommandSpec().optionsMap().keySet());
        if (!command.getCommandSpec().unmatchedArgsBindings().isEmpty()) { // it hands them on
            CommandLine run = Offramp.commandLine().getSubcommands().get("run");
            options.addAll(run.getCommandSpec().optionsMap().keySet());
        }
        return words.stream()
                .filter(word -> word.matches("--[a-z].*"))
                .map(word -> word.replaceFirst("[^a-z0-9-].*", ""))
                .filter(option -> !options.contains(option))
                .findFirst()
                .map(option -> "no option " + option);
    }
}
