package dev.offramp.cli.publish;

import dev.offramp.cli.terminal.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Counts what was published, and says how far it is. */
final class PublishProgress implements Deliveries {

    private static final int REFUSALS_NAMED = 5;

    private final long startNanos = System.nanoTime();
    private final LongAdder frames = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Set<String> refusals = new LinkedHashSet<>();

    @Override
    public void delivered(Picture picture, RecordMetadata where) {
        frames.increment();
        bytes.add(picture.bytes().length);
    }

    @Override
    public synchronized void refused(String name, String reason) {
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
            return List.of(Figures.count((double) frames.sum()) + " frames  " + rate);
        }
        double share = (double) frames.sum() / total;
        String counts = Figures.count((double) frames.sum()) + " of " + Figures.count((double) total) + " frames";
        return List.of(Figures.bar(share) + "  " + counts + "  " + rate + left(share));
    }

    /** What there is to say at the end, a line each. */
    synchronized List<String> summary(String topic, List<String> skipped) {
        var lines = new ArrayList<String>();
        lines.add(
                "Published " + Figures.count((double) frames.sum()) + " frames (" + Figures.bytes((double) bytes.sum())
                        + ") to " + topic + " in " + Figures.span(Duration.ofMillis((long) (1e3 * seconds()))) + ": "
                        + Figures.count(perSecond()) + "/s.");
        addNames(lines, "not published", refusals);
        addNames(lines, "skipped, no pictures", skipped);
        return lines;
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
        return Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
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
