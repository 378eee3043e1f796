package dev.offramp.cli.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpHandler;
import dev.offramp.cli.analysis.WindowJson;
import dev.offramp.cli.console.PageServer.Answerer;
import dev.offramp.cli.console.PageServer.Content;
import dev.offramp.cli.watch.Board;
import dev.offramp.cli.watch.Pictures;
import dev.offramp.cli.watch.Watch;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The live page of a job, from when it is started until it is closed. */
public final class Console implements AutoCloseable {

    private final Watch watch;
    private final Ticker ticker;
    private final PageServer server;
    private final Optional<ControlDesk> control;

    private Console(Watch watch, Ticker ticker, PageServer server, Optional<ControlDesk> control) {
        this.watch = watch;
        this.ticker = ticker;
        this.server = server;
        this.control = control;
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
        Optional<ControlDesk> control =
                settings.control().map(check -> new ControlDesk(settings.watch().kafka(), check));
        Map<String, HttpHandler> handlers = new HashMap<>(Map.of("/events", events));
        control.ifPresent(desk -> handlers.put("/policy", desk));
        PageServer server = PageServer.start(settings.listen(), answers, handlers);
        var console = new Console(watch, ticker, server, control);
        ticker.start(events::endStuck);
        watch.start();
        watch.readAnswers(pictures, events::isWatched);
        return console;
    }

    /** Where the page is. */
    public URI address() {
        return server.address();
    }

    /** Where policies can be set on the page: whoever has this address may; empty where the page only looks. */
    public Optional<URI> controlAddress() {
        return control.map(desk -> address().resolve("#control=" + desk.key()));
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
