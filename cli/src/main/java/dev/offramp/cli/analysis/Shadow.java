package dev.offramp.cli.analysis;

import dev.offramp.budget.Interval;
import dev.offramp.refresh.Comparison;
import dev.offramp.refresh.GroupTotals;
import dev.offramp.refresh.Quantity;
import dev.offramp.throughput.ServedWindow;
import java.util.Optional;

/** What a bundle did as a shadow beside those that answered. */
public record Shadow(Comparison pairs) {

    /** Of a window, or several added up; empty where the bundle was no shadow. */
    public static Optional<Shadow> of(ServedWindow served) {
        Comparison pairs = served.window().totals().pairs();
        return pairs.groups().isEmpty() ? Optional.empty() : Optional.of(new Shadow(pairs));
    }

    /** Of which it ran a copy. */
    public long samples() {
        return pairs.together().candidate().answered();
    }

    /** Executed for the copies. */
    public double multiplyAdds() {
        return pairs.together().candidate().multiplyAdds();
    }

    /** Of the samples, the share to which it gave the same class. */
    public double agreement() {
        GroupTotals all = pairs.together();
        return (double) all.agreed() / all.candidate().answered();
    }

    /** Its multiply-adds, times those of what answered. */
    public double cost() {
        GroupTotals all = pairs.together();
        return all.candidate().multiplyAdds() / all.serving().multiplyAdds();
    }

    /** With the interval that rules go by; empty where too little was seen. */
    public Optional<Interval> estimate(Quantity quantity) {
        return pairs.estimate(quantity);
    }
}
