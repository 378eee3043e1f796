package dev.offramp.cli.labelled;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.List;

/** Samples that cannot be read: a few are left out and told, many end the command. */
final class LeftOut {

    /** Of all samples; with more, something else is wrong. */
    static final double MOST = 0.05;

    private static final int SHOWN = 5;

    private final int samples;
    private final String unit;
    private final List<String> reasons = new ArrayList<>();

    /** @param unit what samples are, in one word */
    LeftOut(int samples, String unit) {
        this.samples = samples;
        this.unit = unit;
    }

    void add(UnreadableSample sample) {
        reasons.add(String.valueOf(sample.getMessage()));
        if (reasons.size() > Math.max(1, MOST * samples) || reasons.size() == samples) {
            throw new CommandFailure(told() + ": more than one in twenty", sample);
        }
    }

    void tell(Screen screen) {
        if (!reasons.isEmpty()) {
            screen.line(told() + ".");
        }
    }

    private String told() {
        String shown = String.join("; ", reasons.subList(0, Math.min(SHOWN, reasons.size())));
        return reasons.size() + " of " + samples + " " + unit + " cannot be read and are left out: " + shown
                + (reasons.size() > SHOWN ? "; ..." : "");
    }
}
