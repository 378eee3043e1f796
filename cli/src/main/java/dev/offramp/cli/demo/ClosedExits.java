package dev.offramp.cli.demo;

import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.policy.ScopedPolicy;
import java.util.Optional;

/** All early exits of a job are closed until this is, or, where the job outlives this process, until the process ends. */
final class ClosedExits implements AutoCloseable {

    private final DefaultPolicy policy;
    private final Optional<ScopedPolicy> before;
    private final Thread atExit = new Thread(this::reopen, "opens exits again");
    private final boolean outlives;
    private final long version;

    /** Closes them, as soon as the policy has arrived everywhere. */
    ClosedExits(PlayedJob job) {
        this.policy = new DefaultPolicy(job.kafka(), job.bundle());
        this.outlives = job.outlives();
        this.before = policy.inForce();
        if (outlives) {
            Runtime.getRuntime().addShutdownHook(atExit);
        }
        this.version = policy.closeEarlyExits();
    }

    /** Of the policy that closes them. */
    long version() {
        return version;
    }

    private void reopen() {
        policy.restore(before);
    }

    @Override
    public void close() {
        reopen();
        if (outlives) {
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }
}
