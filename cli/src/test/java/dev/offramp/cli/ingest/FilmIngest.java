package dev.offramp.cli.ingest;

import dev.offramp.cli.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Films through ingest to a broker, some at once, each as a stream of all its pictures. */
final class FilmIngest {

    private static final String AT_THE_END = " is WAITING: the source ended; again in ";
    private static final String LISTENING = ", options: {rtsp_flags: listen, listen_timeout: 60}";

    private final EmbeddedBroker broker;
    private final Path folder;

    /**
     * @param folder for files of cameras
     */
    FilmIngest(EmbeddedBroker broker, Path folder) {
        this.broker = broker;
        this.folder = folder;
    }

    /** Read from their files. */
    Map<String, FirstPlay> read(List<Film> films) throws Exception {
        var terminal = new IngestTerminal(broker);
        terminal.run("--cameras", cameras(films, film -> "'" + film.file() + "'"));
        return plays(films, terminal);
    }

    /** Played by a server, which has them under their paths in a folder of its own, until it says that it is at the end. */
    Map<String, FirstPlay> played(List<Film> films, RtspServer server, Path served) throws Exception {
        var terminal = new IngestTerminal(broker);
        terminal.start(
                "--cameras",
                cameras(films, film -> server.url(served.relativize(film.file()).toString())));
        return toTheEnd(films, terminal);
    }

    /** Pushed by a process each that goes when it is at the end. */
    Map<String, FirstPlay> pushed(List<Film> films) throws Exception {
        Map<Film, String> urls = urls(films);
        var terminal = new IngestTerminal(broker);
        terminal.start("--cameras", cameras(films, film -> "'" + urls.get(film) + "'" + LISTENING));
        List<Process> pushing = new ArrayList<>();
        try {
            for (Film film : films) {
                pushing.add(film.pushTo(urls.get(film)));
            }
            return toTheEnd(films, terminal);
        } finally {
            for (Process process : pushing) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private static Map<String, FirstPlay> toTheEnd(List<Film> films, IngestTerminal terminal) throws Exception {
        for (Film film : films) {
            terminal.awaitOutput(film.stream() + AT_THE_END);
        }
        terminal.stop();
        return plays(films, terminal);
    }

    private static Map<String, FirstPlay> plays(List<Film> films, IngestTerminal terminal) throws IOException {
        TopicRecords records = terminal.records();
        Map<String, FirstPlay> plays = new LinkedHashMap<>();
        films.forEach(film -> plays.put(film.stream(), FirstPlay.of(records.framesOf(film.stream()))));
        return plays;
    }

    private String cameras(List<Film> films, Function<Film, String> source) throws IOException {
        var yaml = new StringBuilder("defaults: {rate: all}\ncameras:\n");
        for (Film film : films) {
            yaml.append("  - {stream: %s, source: %s}\n".formatted(film.stream(), source.apply(film)));
        }
        return Files.writeString(folder.resolve("cameras.yaml"), yaml).toString();
    }

    /** Each with a port of its own, that is free. */
    private static Map<Film, String> urls(List<Film> films) throws IOException {
        Map<Film, String> urls = new LinkedHashMap<>();
        List<ServerSocket> taken = new ArrayList<>();
        for (Film film : films) {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            taken.add(socket);
            urls.put(film, "rtsp://127.0.0.1:" + socket.getLocalPort() + "/live");
        }
        for (ServerSocket socket : taken) {
            socket.close();
        }
        return urls;
    }
}
