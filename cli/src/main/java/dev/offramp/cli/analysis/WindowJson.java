package dev.offramp.cli.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.budget.Interval;
import dev.offramp.refresh.Quantity;
import dev.offramp.throughput.ExitFigures;
import dev.offramp.throughput.ExitTotals;
import dev.offramp.throughput.LatencyFigures;
import dev.offramp.throughput.LimitTotals;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.StageFigures;
import dev.offramp.throughput.StreamTotals;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.WindowFigures;
import java.util.List;

/**
 * A window as JSON: what the live page and the report draw. Times are milliseconds, shares 0 to 1, costs multiply-adds a sample; what
 * is not known is left out.
 */
public final class WindowJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double MICROS = 1000;
    private static final int MOST_STREAMS = 20;

    private WindowJson() {}

    /** One window, or several added up. */
    public static ObjectNode of(ServedWindow served) {
        WindowFigures figures = served.figures();
        Totals totals = served.window().totals();
        ObjectNode json = NODES.objectNode();
        json.put("start", served.window().startMillis());
        json.put("end", served.window().endMillis());
        json.put("bundle", served.bundle().toString());
        json.put("samples", figures.samples());
        json.put("rate", rounded(figures.samplesPerSecond()));
        json.put("cost", rounded(figures.meanMultiplyAdds()));
        json.put("shadowCost", totals.shadowMultiplyAdds());
        figures.budgetUse().ifPresent(use -> json.put("budgetUse", rounded(use)));
        if (figures.labelled() > 0) {
            json.set("accuracy", share(figures.correct(), figures.labelled()));
        }
        totals.labels().f1().ifPresent(f1 -> json.put("f1", rounded(f1)));
        totals.numbers().meanAbsoluteError().ifPresent(error -> json.put("mae", error));
        agreement(totals, json);
        Shadow.of(served).ifPresent(shadow -> json.set("shadow", shadow(shadow)));
        latency(figures.latency(), json);
        json.set("latencies", counts(LatencyBuckets.counts(totals.latencyMicros())));
        json.set("limits", limits(totals.limits()));
        json.set("time", time(TimeSpent.of(totals)));
        ArrayNode exits = json.putArray("exits");
        figures.exits().forEach(exit -> exits.add(exit(exit)));
        ArrayNode stages = json.putArray("stages");
        figures.stages().forEach(stage -> stages.add(stage(stage)));
        return json;
    }

    /** The same with the streams that cost most. */
    public static ObjectNode withStreams(ServedWindow served) {
        ObjectNode json = of(served);
        Totals totals = served.window().totals();
        ArrayNode streams = json.putArray("streams");
        totals.streams().atMost(MOST_STREAMS).named().forEach(stream -> streams.add(stream(stream)));
        return json.put("otherStreams", totals.streams().atMost(MOST_STREAMS).others());
    }

    private static ObjectNode stream(StreamTotals stream) {
        ObjectNode json = NODES.objectNode()
                .put("stream", stream.stream())
                .put("samples", stream.samples())
                .put("multiplyAdds", stream.multiplyAdds())
                .put("computeMillis", rounded(stream.computeMicros() / MICROS));
        json.set("exits", counts(stream.exits()));
        return json;
    }

    private static void agreement(Totals totals, ObjectNode json) {
        long shadowed = totals.exits().stream().mapToLong(ExitTotals::shadowed).sum();
        if (shadowed > 0) {
            json.set(
                    "agreement",
                    share(totals.exits().stream().mapToLong(ExitTotals::agreed).sum(), shadowed));
        }
    }

    private static ObjectNode shadow(Shadow shadow) {
        ObjectNode json = NODES.objectNode()
                .put("samples", shadow.samples())
                .put("multiplyAdds", rounded(shadow.multiplyAdds()))
                .put("agreement", rounded(shadow.agreement()))
                .put("cost", rounded(shadow.cost()));
        ObjectNode intervals = json.putObject("intervals");
        for (Quantity quantity : Quantity.values()) {
            shadow.estimate(quantity).ifPresent(interval -> intervals.set(quantity.toString(), interval(interval)));
        }
        return json;
    }

    private static ObjectNode share(long hits, long of) {
        return interval(Interval.ofShare(hits, of)).put("of", of);
    }

    private static ObjectNode interval(Interval interval) {
        return NODES.objectNode()
                .put("value", rounded(interval.value()))
                .put("low", rounded(interval.low()))
                .put("high", rounded(interval.high()));
    }

    private static void latency(LatencyFigures latency, ObjectNode json) {
        json.put("p50", latency.p50Micros() / MICROS);
        json.put("p95", latency.p95Micros() / MICROS);
        json.put("p99", latency.p99Micros() / MICROS);
        json.put("max", latency.maxMicros() / MICROS);
    }

    private static ArrayNode counts(List<Long> counts) {
        ArrayNode array = NODES.arrayNode();
        counts.forEach(array::add);
        return array;
    }

    private static ObjectNode limits(LimitTotals limits) {
        return NODES.objectNode()
                .put("withDeadline", limits.withDeadline())
                .put("inTime", limits.inTime())
                .put("cutByDeadline", limits.cutByDeadline())
                .put("cutByBudget", limits.cutByBudget());
    }

    private static ObjectNode time(TimeSpent time) {
        ObjectNode json = NODES.objectNode().put("before", rounded(time.before()));
        ArrayNode waiting = json.putArray("waiting");
        time.waiting().forEach(millis -> waiting.add(rounded(millis)));
        ArrayNode compute = json.putArray("compute");
        time.compute().forEach(millis -> compute.add(rounded(millis)));
        return json;
    }

    private static ObjectNode exit(ExitFigures exit) {
        ObjectNode json =
                NODES.objectNode().put("samples", exit.totals().samples()).put("share", rounded(exit.share()));
        if (exit.totals().labelled() > 0) {
            json.set("accuracy", share(exit.totals().correct(), exit.totals().labelled()));
        }
        if (exit.totals().shadowed() > 0) {
            json.set("agreement", share(exit.totals().agreed(), exit.totals().shadowed()));
        }
        latency(exit.latency(), json);
        return json;
    }

    private static ObjectNode stage(StageFigures stage) {
        return NODES.objectNode()
                .put("samples", stage.samples())
                .put("batch", rounded(stage.meanBatchSize()))
                .put("queueP50", stage.queue().p50Micros() / MICROS)
                .put("queueP99", stage.queue().p99Micros() / MICROS)
                .put("computeP50", stage.compute().p50Micros() / MICROS)
                .put("computeP99", stage.compute().p99Micros() / MICROS);
    }

    /** Six digits are more than a picture shows. */
    private static double rounded(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return 0;
        }
        double scale = Math.pow(10, 6 - Math.ceil(Math.log10(Math.abs(value))));
        return Math.round(value * scale) / scale;
    }
}
