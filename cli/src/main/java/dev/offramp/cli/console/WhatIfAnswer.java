package dev.offramp.cli.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.cli.analysis.Frontier;
import dev.offramp.cli.analysis.WhatIf;
import dev.offramp.cli.console.PageServer.Content;
import dev.offramp.cli.watch.Board;
import dev.offramp.sample.BundleId;
import dev.offramp.throughput.ServedWindow;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers {@code /what-if?cost=MULTIPLY_ADDS&rate=FACTOR} and {@code /what-if?accuracy=SHARE&rate=FACTOR}: what the traffic that is
 * held came to, and what it would have come to.
 */
record WhatIfAnswer(Optional<Frontier> frontier, Board board) {

    private static final Pattern SYNTAX = Pattern.compile("(cost|accuracy)=([0-9.]{1,20})&rate=([0-9.]{1,8})");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    Optional<Content> answer(URI uri) {
        Matcher asked = SYNTAX.matcher(Optional.ofNullable(uri.getQuery()).orElse(""));
        if (!asked.matches()) {
            return Optional.empty();
        }
        try {
            double value = Double.parseDouble(asked.group(2));
            return Optional.of(Content.json(answer(asked.group(1), value, Double.parseDouble(asked.group(3)))
                    .toString()));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private ObjectNode answer(String what, double value, double factor) {
        List<ServedWindow> traffic = trafficOfTheMainBundle();
        if (frontier.isEmpty()) {
            return NODES.objectNode()
                    .put("problem", "which bundle is served, and what it can do, is told with --bundle");
        }
        if (traffic.isEmpty()) {
            return NODES.objectNode().put("problem", "nothing was answered yet");
        }
        BundleId answering = traffic.get(0).bundle();
        if (!frontier.get().isOf(answering)) {
            return NODES.objectNode()
                    .put(
                            "problem",
                            answering + " answers, and the frontier is that of "
                                    + frontier.get().bundle());
        }
        OptionalDouble cost =
                what.equals("cost") ? OptionalDouble.of(value) : frontier.get().costOf(value);
        ObjectNode json = NODES.objectNode()
                .put("from", traffic.get(0).window().startMillis())
                .put("to", traffic.get(traffic.size() - 1).window().endMillis());
        List<ServedWindow> now = traffic.subList(Math.max(0, traffic.size() - Board.RECENT_WINDOWS), traffic.size());
        json.put("nowFrom", now.get(0).window().startMillis());
        json.set("was", json(WhatIf.measured(frontier.get(), now, traffic)));
        if (cost.isPresent()) {
            json.set("would", json(WhatIf.at(frontier.get(), traffic, cost.getAsDouble(), factor)));
            outside(frontier.get(), what, value).ifPresent(note -> json.put("note", note));
        } else {
            List<Frontier.Point> points = frontier.get().points();
            json.put("best", points.get(points.size() - 1).accuracy());
        }
        return json;
    }

    /** Why the answer is not what was asked for, where it lies beyond an end of the frontier. */
    private static Optional<String> outside(Frontier frontier, String what, double value) {
        Frontier.Point cheapest = frontier.points().get(0);
        Frontier.Point best = frontier.points().get(frontier.points().size() - 1);
        if (what.equals("accuracy") && value < cheapest.accuracy()) {
            return note(
                    "%.1f %% is less than the cheapest setting gives: it costs %.2f M, where %.1f %% is expected, and none is cheaper.",
                    100 * value, cheapest.cost() / 1e6, 100 * cheapest.accuracy());
        }
        if (what.equals("cost") && value < cheapest.cost()) {
            return note(
                    "No setting is as cheap as %.2f M a sample: the cheapest costs %.2f M.",
                    value / 1e6, cheapest.cost() / 1e6);
        }
        if (what.equals("cost") && value > best.cost()) {
            return note("Above %.2f M a sample more buys nothing: that is the best setting.", best.cost() / 1e6);
        }
        return Optional.empty();
    }

    private static Optional<String> note(String pattern, Object... arguments) {
        return Optional.of(String.format(Locale.ROOT, pattern, arguments));
    }

    /** A frontier is one bundle's, and so are the times of its stages: of that which answers most now. */
    private List<ServedWindow> trafficOfTheMainBundle() {
        Board.Snapshot now = board.snapshot();
        return now.recent().stream()
                .limit(1)
                .flatMap(main ->
                        now.windows().stream().filter(window -> window.bundle().equals(main.bundle())))
                .filter(window -> window.window().totals().samples() > 0)
                .toList();
    }

    private static ObjectNode json(WhatIf whatIf) {
        ObjectNode json = NODES.objectNode()
                .put("cost", whatIf.cost())
                .put("accuracy", whatIf.accuracy())
                .put("millis", whatIf.millis())
                .put("meanCores", whatIf.meanCores())
                .put("peakCores", whatIf.peakCores());
        ArrayNode shares = json.putArray("shares");
        whatIf.shares().forEach(shares::add);
        ArrayNode unmeasured = json.putArray("unmeasured");
        whatIf.unmeasured().forEach(unmeasured::add);
        return json;
    }
}
