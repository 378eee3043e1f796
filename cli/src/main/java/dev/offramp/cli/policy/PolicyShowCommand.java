package dev.offramp.cli.policy;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.PolicyEntry;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyUpdate;
import java.time.Instant;
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
    private NetworkOptions network;

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "Show the one policy that a frame of this stream meets.")
    private Optional<String> stream;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "With --stream: the frame's event time, as 2026-01-31T12:00:00Z or +30s (default: now).",
            converter = PolicyValues.MomentValue.class)
    private Optional<Instant> at;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (at.isPresent() && stream.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--at goes with --stream");
        }
        Optional<Bundle> bundle = network.bundle();
        var told = network.earlyExits(bundle);
        KafkaSettings settings = topic.check();
        List<PolicyEntry> entries;
        try (var desk = PolicyDesk.open(settings)) {
            entries = desk.entries();
        }
        NetworkSize size = NetworkSize.of(entries);
        int earlyExits = told.orElseGet(() -> size.mostFrequent().orElse(0));
        PolicyBoard board = PolicyBoard.of(entries, earlyExits);
        long now = at.orElseGet(Instant::now).toEpochMilli();
        Screen screen = Screen.on(spec.commandLine().getOut());
        if (stream.isPresent()) {
            showMet(board, stream.get(), now, bundle.map(Bundle::policy), screen);
        } else if (json) {
            screen.line(PolicyJson.of(board, settings.topics().policies(), now));
        } else {
            showAll(board, settings, now, screen);
            if (told.isEmpty() && size.isAmbiguous()) {
                screen.line("There are policies of " + size.policies().keySet() + " thresholds; shown as a network of "
                        + (earlyExits + 1) + " exits obeys them. --bundle or --exits chooses another.");
            }
        }
        return 0;
    }

    private static void showAll(PolicyBoard board, KafkaSettings settings, long now, Screen screen) {
        List<PolicyUpdate> standing = board.standing(now);
        screen.line("Policies on " + settings.topics().policies() + " at " + settings.bootstrapServers() + ", "
                + PolicyText.now(now));
        if (standing.isEmpty()) {
            screen.line("None: every stream meets the policy that the job's bundle recommends (version 0).");
        } else {
            PolicyTable.lines(standing, now).forEach(screen::line);
        }
        if (!board.refused().isEmpty()) {
            screen.line("Refused:");
            board.refused()
                    .forEach(record -> screen.line("  " + record.origin() + " under " + record.key() + ": "
                            + record.refusal().detail()));
        }
    }

    private void showMet(PolicyBoard board, String id, long now, Optional<Policy> recommended, Screen screen) {
        Optional<PolicyUpdate> met = board.met(id, now);
        Optional<Policy> policy = met.map(PolicyUpdate::policy).or(() -> recommended);
        if (json) {
            screen.line(PolicyJson.of(met, recommended, now));
            return;
        }
        String from = met.map(update -> PolicyText.scope(update) + ", by " + PolicyText.author(update) + ", "
                        + PolicyText.state(update, now))
                .orElse("the one that the job's bundle recommends");
        screen.line("A frame of stream " + id + " at " + PolicyText.time(now) + " meets version "
                + policy.map(Policy::version).orElse(0L) + " (" + from + ")"
                + (policy.isPresent() ? ":" : "; --bundle DIR shows it."));
        policy.ifPresent(
                known -> PolicyField.changes(Optional.empty(), known).forEach(part -> screen.line("  " + part)));
    }
}
