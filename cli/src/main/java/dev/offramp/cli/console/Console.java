package dev.offramp.cli.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.offramp.cli.analysis.WindowJson;
import dev.offramp.cli.console.PageServer.Answerer;
import dev.offramp.cli.console.PageServer.Content;
import dev.offramp.cli.rest.FlinkRest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The live page of a job, from when it is started until it is closed. */
public final class Console implements AutoCloseable {

    private static final Duration ALWAYS = Duration.ofMillis(100);
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(2);

    private final Ticker ticker;
    private final PageServer server;
    private final List<SourceLoop> loops = new ArrayList<>();

    private Console(Ticker ticker, PageServer server) {
        this.ticker = ticker;
        this.server = server;
    }

    /** Serves the page from now on, and reads what there is to be read; fails with one line where it cannot listen. */
    public static Console start(ConsoleSettings settings) {
        LongSupplier clock = System::currentTimeMillis;
        var board = new Board(settings.history(), clock);
        var ticker = new Ticker(board, new BoardJson(settings.frontier()));
        var events = new EventStream(ticker);
        var pictures = new Pictures(settings.kafka(), settings.frames(), settings.pictures());
        Map<String, Answerer> answers = Map.of(
                "/", uri -> PageAssets.at(uri.getPath()),
                "/interval", uri -> interval(board, uri),
                "/what-if", uri -> new WhatIfAnswer(settings.frontier(), board).answer(uri),
                "/picture/", uri -> picture(pictures, uri));
        var console = new Console(ticker, PageServer.start(settings.listen(), answers, events));
        ticker.start();
        console.read(new WindowsSource(settings.kafka(), settings.history(), clock), board, ALWAYS);
        console.read(new PoliciesSource(settings.kafka()), board, ALWAYS);
        console.read(new FlowSource(settings.kafka(), clock), board, OFTEN);
        console.read(new AnswersSource(settings.kafka(), pictures, events::isWatched), board, NOW_AND_THEN);
        console.read(new RejectsSource(settings.kafka()), board, NOW_AND_THEN);
        settings.cluster()
                .map(FlinkRest::new)
                .ifPresent(rest -> console.read(new FlinkSource(rest, settings.job(), clock), board, NOW_AND_THEN));
        return console;
    }

    private void read(Source source, Board board, Duration every) {
        loops.add(SourceLoop.start(source, board, every));
    }

    /** Where the page is. */
    public URI address() {
        return server.address();
    }

    /** Windows from … to, added up by bundle: {@code /interval?from=MILLIS&to=MILLIS}. */
    private static Optional<Content> interval(Board board, URI uri) {
        String query = Optional.ofNullable(uri.getQuery()).orElse("");
        Optional<long[]> interval = QueryInterval.in(query);
        return interval.map(bounds -> {
            ArrayNode sums = JsonNodeFactory.instance.arrayNode();
            board.between(bounds[0], bounds[1]).forEach(sum -> sums.add(WindowJson.withStreams(sum)));
            return Content.json(sums.toString());
        });
    }

    private static Optional<Content> picture(Pictures pictures, URI uri) {
        String id = uri.getPath().substring("/picture/".length());
        return pictures.png(id).map(png -> new Content("image/png", png));
    }

    @Override
    public void close() {
        loops.forEach(SourceLoop::close);
        ticker.close();
        server.close();
    }
}
