package dev.offramp.cli.options;

import dev.offramp.cli.rest.FlinkRest;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Flink cluster a command asks. */
@SuppressWarnings("NullAway.Init") // picocli fills the field
public final class ClusterOption {

    @Option(
            names = "--cluster",
            paramLabel = "URL",
            defaultValue = "http://localhost:8081",
            description =
                    "The cluster's web address, that of a job run without --cluster too (default: OFFRAMP_CLUSTER, or"
                            + " http://localhost:8081).")
    private URI address;

    @Mixin
    private AccessOption access;

    /** What answers there; nothing is asked yet. */
    public FlinkRest rest() {
        return new FlinkRest(address, access.settings());
    }
}
