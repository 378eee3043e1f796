package dev.offramp.cli.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.offramp.cli.analysis.WindowJson;
import dev.offramp.cli.console.PageServer.Answerer;
import dev.offramp.cli.console.PageServer.Content;
import dev.offramp.cli.watch.Board;
import dev.offramp.cli.watch.Pictures;
import dev.offramp.cli.watch.Watch;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The live page of a job, from when it is started until it is closed. */
public final class Console implements AutoCloseable {

    private final Watch watch;
    private final Ticker ticker;
    private final PageServer server;

    private Console(Watch watch, Ticker ticker, PageServer server) {
        this.watch = watch;
        this.ticker = ticker;
        this.server = server;
    }

    /** Serves the page from now on, and reads what there is to be read; fails with one line where it cannot listen. */
    public static Console start(ConsoleSettings settings) {
        var watch = Watch.of(settings.watch());
        Board board = watch.board();
        var ticker = new Ticker(board, new BoardJson(settings.watch().frontier()));
        var events = new EventStream(ticker);
        var pictures = new Pictures(settings.watch().kafka(), settings.frames(), settings.pictures());
        Map<String, Answerer> answers = Map.of(
                "/", uri -> PageAssets.at(uri.getPath()),
                "/interval", uri -> interval(board, uri),
                "/what-if", uri -> new WhatIfAnswer(settings.watch().frontier(), board).answer(uri),
                "/picture/", uri -> picture(pictures, uri));
        var console = new Console(watch, ticker, PageServer.start(settings.listen(), answers, events));
        ticker.start(events::endStuck);
        watch.start();
        watch.readAnswers(pictures, events::isWatched);
        return console;
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
        server.close();
        ticker.close();
        watch.close();
    }
}
