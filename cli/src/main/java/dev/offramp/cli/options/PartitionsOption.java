package dev.offramp.cli.options;

import dev.offramp.cli.broker.TopicPlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How topics are made where they are missing. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class PartitionsOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private int partitions;

    public TopicPlan plan() {
        return new TopicPlan(partitions);
    }

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "8",
            description = "Partitions of a topic that is made (default: ${DEFAULT-VALUE}).")
    void partitions(int count) {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--partitions must be at least 1, was " + count);
        }
        partitions = count;
    }
}
