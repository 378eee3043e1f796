package dev.offramp.cli.schemas;

import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.registry.RegistryClient;
import dev.offramp.registry.Subject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Registers the schemas of this release, those that a registry does not have yet. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "register",
        sortOptions = false,
        description =
                "Register the schemas of this release in a schema registry, and say what new versions are held to.",
        footer = {
            "",
            "The usual record of a topic is registered as TOPIC-value, others on the same topic as TOPIC-RECORD. What is there"
                    + " already is left as it is, so that the command may be repeated. It ends with 1 where the registry does"
                    + " not take a schema; with --check, too, where there would be something to do.",
            "",
            "Examples:",
            "  ./offramp schemas register --registry http://localhost:8081",
            "  ./offramp schemas register --config job.yaml --check",
            ""
        })
final class SchemasRegisterCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegistryTarget target;

    @Option(
            names = "--compatibility",
            paramLabel = "LEVEL",
            description =
                    "What the registry is to hold new versions of every subject to: ${COMPLETION-CANDIDATES}"
                            + " (default: FULL_TRANSITIVE, as this project's own tests do, where a subject has no level of its own).")
    private Optional<Compatibility> compatibility = Optional.empty();

    @Option(
            names = "--check",
            description = "Register nothing; say what there is to do, and end with 1 if anything is.")
    private boolean check;

    @Override
    public Integer call() {
        KafkaSettings settings = target.settings();
        RegistryClient registry = target.client(settings);
        List<Subject> subjects = RegistryTarget.subjects(settings);
        int width = SubjectState.widest(subjects);
        Screen screen = Screen.on(spec.commandLine().getOut());
        boolean done = true;
        for (Subject subject : subjects) {
            SubjectState state = SubjectState.of(subject, registry);
            Optional<String> refusal = state.id().isPresent() || state.newest().isEmpty()
                    ? Optional.empty()
                    : registry.incompatibility(subject);
            String what = refusal.map(why -> "is refused: " + why)
                    .orElseGet(() -> check ? toDo(state) : registered(state, registry));
            screen.line("%s", state.line(width, what));
            done &= refusal.isEmpty() && (!check || isDone(state));
        }
        return done ? 0 : 1;
    }

    private boolean isDone(SubjectState state) {
        return state.id().isPresent() && isHeld(state);
    }

    /** Whoever set a level had a reason, so that only who names one sets it again. */
    private boolean isHeld(SubjectState state) {
        return state.compatibility()
                .filter(level -> compatibility.isEmpty() || level.equals(wanted().name()))
                .isPresent();
    }

    private Compatibility wanted() {
        return compatibility.orElse(Compatibility.FULL_TRANSITIVE);
    }

    private String toDo(SubjectState state) {
        if (state.id().isEmpty()) {
            return "is to be registered";
        }
        return "id " + state.id().getAsInt() + (isHeld(state) ? ", is there" : ", is to be held to " + wanted());
    }

    private String registered(SubjectState state, RegistryClient registry) {
        int id = state.id().isPresent() ? state.id().getAsInt() : registry.register(state.subject());
        if (!isHeld(state)) {
            registry.setCompatibility(state.subject(), wanted().name());
        }
        String held = isHeld(state) ? state.held() : ", held to " + wanted();
        return "id " + id + (isDone(state) ? ", is there" : ", registered" + held);
    }
}
