package dev.offramp.cli.read;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.schema.StreamThroughput;
import dev.offramp.schema.ThroughputWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The few streams that a window's multiply-adds went to first, each with its share of them; fits 80 columns. Not thread-safe. */
final class DearestText {

    private static final int NAMED = 3;
    private static final int WIDEST_NAME = 24;
    private static final String INDENT = "    ";

    private final Columns columns = new Columns("lrrrr", WIDEST_NAME);

    List<String> lines(ThroughputWindow window) {
        List<StreamThroughput> streams = window.getStreams();
        List<StreamThroughput> named = streams.subList(0, Math.min(NAMED, streams.size()));
        List<TextLine> lines = new ArrayList<>(
                named.stream().map(stream -> line(stream, window)).toList());
        long others = streams.size() - named.size() + window.getOtherStreams();
        if (!named.isEmpty() && others > 0) {
            lines.add(rest(others, named, window));
        }
        lines.forEach(columns::align); // so that the first is as wide as the last
        return lines.stream().map(line -> INDENT + columns.align(line)).toList();
    }

    private static TextLine line(StreamThroughput stream, ThroughputWindow window) {
        long left = stream.getExits().isEmpty() ? 0 : stream.getExits().get(0);
        return new TextLine(
                List.of(
                        stream.getStream(),
                        share(stream.getMultiplyAdds(), window),
                        rate(stream.getSamples(), window),
                        mean(stream.getMultiplyAdds(), stream.getSamples()),
                        Math.round(100.0 * left / Math.max(1, stream.getSamples())) + " % at exit 1"),
                "");
    }

    private static TextLine rest(long others, List<StreamThroughput> named, ThroughputWindow window) {
        long multiplyAdds = window.getMultiplyAdds()
                - named.stream().mapToLong(StreamThroughput::getMultiplyAdds).sum();
        long samples = window.getSamples()
                - named.stream().mapToLong(StreamThroughput::getSamples).sum();
        return new TextLine(
                List.of(
                        others == 1 ? "and 1 other" : "and " + Figures.count((double) others) + " others",
                        share(multiplyAdds, window),
                        rate(samples, window),
                        mean(multiplyAdds, samples)),
                "");
    }

    private static String share(long multiplyAdds, ThroughputWindow window) {
        return Figures.percent((double) multiplyAdds / Math.max(1, window.getMultiplyAdds()));
    }

    private static String rate(long samples, ThroughputWindow window) {
        Duration length = Duration.between(window.getWindowStart(), window.getWindowEnd());
        double seconds = length.toMillis() / 1e3;
        return perSecond(seconds > 0 ? samples / seconds : 0) + "/s";
    }

    /** Most cameras send few: a digit behind the point tells them apart. */
    private static String perSecond(double rate) {
        return rate < 10 ? Double.toString(Math.round(10 * rate) / 10.0) : Figures.count(rate);
    }

    private static String mean(long multiplyAdds, long samples) {
        return Figures.multiplyAdds((double) multiplyAdds / Math.max(1, samples));
    }
}
