package dev.offramp.cli.report;

import dev.offramp.throughput.DearestStreams;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.StreamTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the streams of an interval cost. A stream counts by its name in the windows that name it, which are those in which it was among
 * the dearest; all that is left is that of the others, so that together they come to the whole, exactly.
 *
 * @param named  the dearest first
 * @param others empty where every sample is of a named one
 * @param all    of the interval, whichever stream and bundle
 */
record StreamCosts(List<Cost> named, Optional<Cost> others, Cost all) {

    static final String OTHERS = "all other streams";
    static final String ALL = "together";

    /**
     * What was counted.
     *
     * @param computeMicros of the stages, each sample's part of its batches; empty where it was not counted for all of them
     */
    record Cost(String name, long samples, long multiplyAdds, OptionalLong computeMicros) {

        /** 0 without samples. */
        double multiplyAddsOfSample() {
            return (double) multiplyAdds / Math.max(1, samples);
        }
    }

    StreamCosts {
        named = List.copyOf(named);
    }

    /**
     * Empty where no window tells streams apart.
     *
     * @param sums of the bundles
     * @param most streams that are named
     */
    static Optional<StreamCosts> of(List<ServedWindow> sums, int most) {
        DearestStreams streams = DearestStreams.over(
                sums.stream().map(sum -> sum.window().totals().streams()).toList());
        List<Cost> named =
                streams.atMost(most).named().stream().map(StreamCosts::cost).toList();
        return named.isEmpty() ? Optional.empty() : Optional.of(of(named, sums));
    }

    private static StreamCosts of(List<Cost> named, List<ServedWindow> sums) {
        long samples =
                sums.stream().mapToLong(sum -> sum.window().totals().samples()).sum();
        long multiplyAdds = sums.stream()
                .mapToLong(sum -> sum.window().totals().multiplyAdds())
                .sum();
        long left = samples - named.stream().mapToLong(Cost::samples).sum();
        if (left == 0) {
            long micros = named.stream()
                    .mapToLong(cost -> cost.computeMicros().orElseThrow())
                    .sum();
            return new StreamCosts(
                    named, Optional.empty(), new Cost(ALL, samples, multiplyAdds, OptionalLong.of(micros)));
        }
        long leftToAdd =
                multiplyAdds - named.stream().mapToLong(Cost::multiplyAdds).sum();
        return new StreamCosts(
                named,
                Optional.of(new Cost(OTHERS, left, leftToAdd, OptionalLong.empty())),
                new Cost(ALL, samples, multiplyAdds, OptionalLong.empty()));
    }

    private static Cost cost(StreamTotals stream) {
        return new Cost(
                stream.stream(), stream.samples(), stream.multiplyAdds(), OptionalLong.of(stream.computeMicros()));
    }

    /** All rows of a table, the whole last. */
    List<Cost> rows() {
        List<Cost> rows = new ArrayList<>(named);
        others.ifPresent(rows::add);
        rows.add(all);
        return rows;
    }

    /** Of the whole. */
    double share(Cost cost) {
        return (double) cost.multiplyAdds() / Math.max(1, all.multiplyAdds());
    }
}
