package dev.offramp.cli.report;

import dev.offramp.cli.terminal.CommandFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;

/** Stored results of measurements. */
record BenchmarkDocument(List<BenchmarkPart> parts) implements Document {

    BenchmarkDocument {
        parts = List.copyOf(parts);
    }

    /**
     * Of results, each compared with the one of the same measurement.
     *
     * @param against none where nothing is compared
     */
    static BenchmarkDocument of(List<Benchmark> results, List<Benchmark> against) {
        List<BenchmarkPart> parts = results.stream()
                .map(result -> new BenchmarkPart(result, other(result, against)))
                .toList();
        if (!against.isEmpty()
                && parts.stream().allMatch(part -> part.comparison().isEmpty())) {
            throw new CommandFailure(
                    "nothing can be compared: --benchmark has " + names(results) + ", --against has " + names(against));
        }
        return new BenchmarkDocument(parts);
    }

    private static Optional<BenchmarkComparison> other(Benchmark result, List<Benchmark> against) {
        return against.stream()
                .filter(other -> other.benchmark().equals(result.benchmark()))
                .findFirst()
                .map(other -> new BenchmarkComparison(other, result));
    }

    private static String names(List<Benchmark> results) {
        return results.stream().map(Benchmark::benchmark).collect(Collectors.joining(", "));
    }

    String title() {
        return parts.stream().map(part -> part.result().title()).collect(Collectors.joining(", "));
    }

    @Override
    public String html() {
        return new BenchmarkPage(this).text();
    }

    @Override
    public String markdown(List<String> pictures) {
        return new BenchmarkMarkdown(this).text(pictures);
    }

    @Override
    public Map<String, String> csv() {
        return Map.of("", new BenchmarkCsv(this).text());
    }

    @Override
    public Map<String, List<XYChart>> pictures() {
        Map<String, List<XYChart>> pictures = new LinkedHashMap<>();
        for (BenchmarkPart part : parts) {
            if (!part.drawing().hasNothing()) {
                pictures.put(
                        "-" + part.result().benchmark().replaceAll("[^A-Za-z0-9_-]", "-"),
                        part.drawing().sheet().charts());
            }
        }
        return pictures;
    }
}
