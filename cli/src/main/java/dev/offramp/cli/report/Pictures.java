package dev.offramp.cli.report;

import dev.offramp.cli.analysis.Frontier;
import dev.offramp.cli.picture.PictureStyle;
import dev.offramp.throughput.ExitFigures;
import dev.offramp.throughput.LatencyFigures;
import dev.offramp.throughput.ServedWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The report's curve, exits and latency as pictures. */
record Pictures(Report report) {

    private static final double MILLION = 1e6;
    private static final double MILLI = 1000;

    /** All for which there is something to draw, by name. */
    Map<String, XYChart> charts() {
        Map<String, XYChart> charts = new LinkedHashMap<>();
        List<Place> places = report.places();
        List<Frontier.Point> points =
                report.model().flatMap(Model::frontier).map(Frontier::points).orElse(List.of());
        if (!places.isEmpty() || !points.isEmpty()) {
            charts.put("curve", curve(points, places));
        }
        report.history().ifPresent(history -> {
            var axis = new TimeAxis(history.covered(), report.times());
            charts.put("exits", exits(history.sums().get(0), ofMain(history), axis));
            charts.put("latency", latency(ofMain(history), axis));
        });
        return charts;
    }

    /** Of the bundle that answered most: two would share a line. */
    private static List<ServedWindow> ofMain(History history) {
        var main = history.sums().get(0).bundle();
        return history.windows().stream()
                .filter(window ->
                        window.bundle().equals(main) && window.figures().samples() > 0)
                .toList();
    }

    private XYChart curve(List<Frontier.Point> points, List<Place> places) {
        XYChart chart = PictureStyle.chart(
                "Accuracy for its cost: " + report.title(), "million multiply-adds a sample", "accuracy, %");
        if (!points.isEmpty()) {
            PictureStyle.line(
                    chart,
                    "expected by the calibration",
                    points.stream().map(point -> point.cost() / MILLION).toList(),
                    points.stream().map(point -> 100 * point.accuracy()).toList());
        }
        dots(chart, "expected at a measured cost", of(places, place -> place.measured()
                .isEmpty()));
        dots(
                chart,
                "measured on labels, parts",
                of(places, place -> place.measured().isPresent() && !place.whole()));
        of(places, place -> place.measured().isPresent() && place.whole()).forEach(whole -> whole(chart, whole));
        return chart;
    }

    private static List<Place> of(List<Place> places, Predicate<Place> wanted) {
        return places.stream().filter(wanted).toList();
    }

    private static void whole(XYChart chart, Place place) {
        String name = "measured, the whole interval " + place.interval();
        chart.addSeries(
                        name.strip(),
                        List.of(place.cost() / MILLION),
                        List.of(100 * place.accuracy()),
                        List.of(half(place)))
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.DIAMOND);
    }

    private static void dots(XYChart chart, String name, List<Place> places) {
        if (!places.isEmpty()) {
            PictureStyle.dots(
                    chart,
                    name,
                    places.stream().map(place -> place.cost() / MILLION).toList(),
                    places.stream().map(place -> 100 * place.accuracy()).toList(),
                    SeriesMarkers.CIRCLE);
        }
    }

    /** The longer half of an interval, which a picture of equal halves can draw. */
    private static double half(Place place) {
        return place.measured()
                .map(share -> 100 * Math.max(share.high() - share.value(), share.value() - share.low()))
                .orElse(0.0);
    }

    /** Shares on top of each other; the widest area is drawn first. */
    private static XYChart exits(ServedWindow whole, List<ServedWindow> windows, TimeAxis axis) {
        XYChart chart =
                PictureStyle.chart("Exits over time: " + whole.bundle(), axis.title(), "share of the samples, %");
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0).setXAxisMin(0.0).setXAxisMax(axis.end());
        List<Double> x = windows.stream().map(axis::at).toList();
        List<Integer> exits = new ArrayList<>();
        for (int exit = 1; exit <= whole.exits(); exit++) {
            exits.add(exit);
        }
        Collections.reverse(exits);
        for (int exit : exits) {
            List<Double> upTo = windows.stream()
                    .map(window -> 100 * shareUpTo(window, exit))
                    .toList();
            PictureStyle.area(chart, "exit " + exit, x, upTo, exit - 1);
        }
        return chart;
    }

    private static double shareUpTo(ServedWindow window, int exit) {
        return window.figures().exits().stream()
                .limit(exit)
                .mapToDouble(ExitFigures::share)
                .sum();
    }

    private XYChart latency(List<ServedWindow> windows, TimeAxis axis) {
        XYChart chart = PictureStyle.chart("Latency: " + report.title(), axis.title(), "milliseconds");
        OptionalDouble longest = windows.stream()
                .mapToDouble(window -> window.figures().latency().p99Micros() / MILLI)
                .max();
        chart.getStyler()
                .setYAxisMin(0.0)
                .setYAxisMax(1.05 * Math.max(1, longest.orElse(1)))
                .setXAxisMin(0.0)
                .setXAxisMax(axis.end());
        List<Double> x = windows.stream().map(axis::at).toList();
        percentile(chart, "p99", x, windows, latency -> latency.p99Micros());
        percentile(chart, "p95", x, windows, latency -> latency.p95Micros());
        percentile(chart, "p50", x, windows, latency -> latency.p50Micros());
        return chart;
    }

    private static void percentile(
            XYChart chart,
            String name,
            List<Double> x,
            List<ServedWindow> windows,
            ToDoubleFunction<LatencyFigures> micros) {
        List<Double> y = windows.stream()
                .map(window -> micros.applyAsDouble(window.figures().latency()) / MILLI)
                .toList();
        PictureStyle.line(chart, name, x, y);
    }
}
