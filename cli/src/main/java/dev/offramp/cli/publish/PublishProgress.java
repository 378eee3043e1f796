package dev.offramp.cli.publish;

import dev.offramp.cli.terminal.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Counts what was published, and says how far it is. */
final class PublishProgress implements Deliveries {

    private static final int REFUSALS_NAMED = 5;

    private final Duration patience;
    private final LongSupplier nanos;
    private final long startNanos;
    private final Outages outages;
    private final LongAdder frames = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Set<String> refusals = new LinkedHashSet<>();

    /** @param patience how long the brokers may be away */
    PublishProgress(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
        this.outages = new Outages(nanos);
    }

    /** One more is under way. */
    void sent() {
        outages.sent();
    }

    @Override
    public void delivered(Picture picture, RecordMetadata where) {
        outages.acknowledged();
        frames.increment();
        bytes.add(picture.bytes().length);
    }

    @Override
    public void refused(String name, String reason) {
        outages.dropped();
        unreadable(name, reason);
    }

    /** It was not sent. */
    synchronized void unreadable(String name, String reason) {
        refusals.add(name + ": " + reason);
    }

    synchronized int refusals() {
        return refusals.size();
    }

    /**
     * @param total how many there will be; 0 where there is no end
     */
    List<String> lines(long total) {
        String rate = Figures.count(perSecond()) + "/s";
        if (total == 0) {
            return List.of(Figures.count((double) frames.sum()) + " frames  " + rate + away());
        }
        double share = (double) frames.sum() / total;
        String counts = Figures.count((double) frames.sum()) + " of " + Figures.count((double) total) + " frames";
        return List.of(Figures.bar(share) + "  " + counts + "  " + rate
                + (outages.present().isZero() ? left(share) : away()));
    }

    /** What there is to say at the end, a line each. */
    synchronized List<String> summary(String topic, List<String> skipped) {
        var lines = new ArrayList<String>();
        lines.add(
                "Published " + Figures.count((double) frames.sum()) + " frames (" + Figures.bytes((double) bytes.sum())
                        + ") to " + topic + " in " + Figures.span(Duration.ofMillis((long) (1e3 * seconds()))) + ": "
                        + Figures.count(perSecond()) + "/s.");
        if (outages.count() > 0) {
            lines.add("The brokers were away " + times(outages.count()) + ", " + Figures.span(outages.whole())
                    + " in all; what waited meanwhile was published after it.");
        }
        if (outages.underWay() > 0) {
            lines.add(Figures.count((double) outages.underWay())
                    + " more were sent and not acknowledged: they may be on the topic or not.");
        }
        addNames(lines, "not published", refusals);
        addNames(lines, "skipped, no pictures", skipped);
        return lines;
    }

    private String away() {
        Duration silent = outages.present();
        return silent.isZero()
                ? ""
                : "  no answer from the brokers for " + Figures.span(silent) + "; it waits up to "
                        + Figures.span(patience);
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private String left(double share) {
        if (share == 0 || share >= 1) {
            return "";
        }
        return "  " + Figures.span(Duration.ofMillis((long) (1e3 * seconds() * (1 - share) / share))) + " left";
    }

    private double perSecond() {
        return (double) frames.sum() / seconds();
    }

    private double seconds() {
        return Math.max(1e-3, (nanos.getAsLong() - startNanos) / 1e9);
    }

    private static void addNames(List<String> lines, String what, Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        lines.add(Figures.count(names.size()) + " " + what + ":");
        names.stream().limit(REFUSALS_NAMED).forEach(name -> lines.add("  " + name));
        if (names.size() > REFUSALS_NAMED) {
            lines.add("  and " + Figures.count(names.size() - REFUSALS_NAMED) + " more");
        }
    }
}
