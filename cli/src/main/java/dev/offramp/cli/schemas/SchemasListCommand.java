package dev.offramp.cli.schemas;

import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.registry.RegistryClient;
import dev.offramp.registry.Subject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what a registry has of the schemas of this release. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "list",
        sortOptions = false,
        description = "Say which schemas of this release a registry has, under which subjects, and which it lacks.",
        footer = {"", "Example:", "  ./offramp schemas list --registry http://localhost:8081", ""})
final class SchemasListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegistryTarget target;

    @Override
    public Integer call() {
        KafkaSettings settings = target.settings();
        RegistryClient registry = target.client(settings);
        List<Subject> subjects = RegistryTarget.subjects(settings);
        int width = SubjectState.widest(subjects);
        Screen screen = Screen.on(spec.commandLine().getOut());
        for (Subject subject : subjects) {
            SubjectState state = SubjectState.of(subject, registry);
            screen.line("%s", state.line(width, what(state)));
        }
        return 0;
    }

    private static String what(SubjectState state) {
        if (state.newest().isEmpty()) {
            return "is not there";
        }
        String held = state.held() + ", newest version " + state.newest().getAsInt();
        return state.id().isPresent()
                ? "id " + state.id().getAsInt() + held
                : "other versions are there, not this release's" + held;
    }
}
