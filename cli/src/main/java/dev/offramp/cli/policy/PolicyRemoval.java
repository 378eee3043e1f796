package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import java.util.List;

/** Withdraws the policies of one scope. */
final class PolicyRemoval {

    private PolicyRemoval() {}

    /** What was withdrawn, a line each; fails where there is nothing. */
    static List<String> of(PolicyDesk desk, Scope scope, String target) {
        String name = PolicyText.scope(scope, target);
        List<PolicyChange> taken = desk.remove(scope.key(target));
        if (taken.isEmpty()) {
            throw new CommandFailure(
                    "there is no policy for " + name + "; './offramp policy show' lists those there are");
        }
        return taken.stream()
                .map(change -> "Removed " + name + version(change) + ".")
                .toList();
    }

    private static String version(PolicyChange change) {
        return change instanceof ScopedPolicy update ? ", version " + update.version() : ", a damaged record";
    }
}
