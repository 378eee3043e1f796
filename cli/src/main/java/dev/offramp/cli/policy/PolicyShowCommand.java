package dev.offramp.cli.policy;

import dev.offramp.cli.options.TimeValues;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.ServedBundle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the policies that are in force and those that are scheduled, or the one that a stream meets. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "show",
        sortOptions = false,
        description = "Show what is in force and what is scheduled, scope by scope, and the records that no job obeys.",
        footer = {
            "",
            "Examples:",
            "  ./offramp policy show --json",
            "  ./offramp policy show --stream lobby-7 --at 2026-01-31T12:00:00Z",
            ""
        })
final class PolicyShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TopicOptions topic;

    @Mixin
    private BundleOptions bundle;

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "Show the one policy that a frame of this stream meets.")
    private Optional<String> stream;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "With --stream: the frame's event time, as 2026-01-31T12:00:00Z or +30s (default: now).",
            converter = TimeValues.Moment.class)
    private Optional<Instant> at;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (at.isPresent() && stream.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--at goes with --stream");
        }
        KafkaSettings settings = topic.check();
        Optional<ServedBundle> served = bundle.served(topic.config());
        Optional<BundleInForce> inForce = bundle.inForce(served, settings, topic.requireTopics(bundle.topics()));
        PolicyBoard board;
        try (var desk = PolicyDesk.open(settings)) {
            board = PolicyBoard.of(desk.entries(), BundleCheck.of(served));
        }
        long now = at.orElseGet(Instant::now).toEpochMilli();
        Screen screen = Screen.on(spec.commandLine().getOut());
        if (stream.isPresent()) {
            showMet(new MetPolicy(stream.get(), now, board.reaching(stream.get(), now), served, inForce), screen);
        } else if (json) {
            screen.line(PolicyListing.of(board, settings.topics().policies(), now, inForce));
        } else {
            showAll(board, settings, now, inForce).forEach(screen::line);
        }
        return 0;
    }

    private static List<String> showAll(
            PolicyBoard board, KafkaSettings settings, long now, Optional<BundleInForce> inForce) {
        List<ScopedPolicy> standing = board.standing(now);
        List<String> lines = new ArrayList<>();
        lines.add("Policies on " + settings.topics().policies() + " at " + settings.bootstrapServers() + ", "
                + PolicyText.now(now));
        inForce.ifPresent(bundle -> lines.add("Served: " + bundle.id() + ", says " + bundle.source()));
        if (standing.isEmpty()) {
            lines.add("None: every stream meets the policy that the job's bundle recommends (version 0).");
        } else {
            lines.addAll(PolicyTable.lines(standing, now, inForce));
        }
        if (!board.refused().isEmpty()) {
            lines.add("Refused:");
            board.refused()
                    .forEach(record -> lines.add("  " + record.origin() + " under " + record.key() + ": "
                            + record.refusal().detail()));
        }
        return lines;
    }

    private void showMet(MetPolicy met, Screen screen) {
        if (json) {
            screen.line(met.json());
        } else {
            met.lines().forEach(screen::line);
        }
    }
}
