package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands the default policy over to the job's steering: it goes on as it is. */
final class PolicyRelease {

    private PolicyRelease() {}

    /** What came of it, a line each. */
    static List<String> of(PolicyDesk desk, PolicyCheck check, Optional<BundleInForce> served, Succession succession) {
        long now = System.currentTimeMillis();
        PolicySchedule defaults = PolicyBoard.of(desk.entries(), check).schedule(Scope.DEFAULT.key(""));
        ScopedPolicy inForce = defaults.at(now)
                .orElseThrow(() -> new CommandFailure("no default policy is in force on the topic, so there is nothing"
                        + " to release: the job's steering is free to set one"));
        if (inForce.succession().steered()) {
            return List.of("Version " + inForce.version() + " may be steered already; nothing is published.");
        }
        var change = desk.submit(check, ScopedWish.byDefault(before -> before, succession));
        List<String> lines = new ArrayList<>(PolicyText.report(change, now, served));
        lines.add("The job's steering may replace it from now on, until a policy is set.");
        return lines;
    }
}
