package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real RTSP server, GStreamer's, that plays the films of a folder to whoever asks; a process that can be frozen and killed. */
final class RtspServer implements AutoCloseable {

    /** Debian's own, for which its packages of GStreamer are. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final String SCRIPT = "src/test/python/rtsp_server.py";

    private final Process process;
    private final int port;

    private RtspServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Leaves the test out, and says why, where there is none on this machine. */
    static void assumeInstalled() throws Exception {
        String uses =
                "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import Gst, GstRtspServer;"
                        + " Gst.init(None); exit(any(Gst.ElementFactory.find(e) is None for e in ('qtdemux', 'h264parse')))";
        assumeThat(exitCode(PYTHON, "-c", uses))
                .as("GStreamer's RTSP server (Debian: gir1.2-gst-rtsp-server-1.0 python3-gst-1.0"
                        + " gstreamer1.0-plugins-good gstreamer1.0-plugins-bad)")
                .isZero();
    }

    /** On a port that is free. */
    static RtspServer start(Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(PYTHON, SCRIPT, folder.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String port = said.readLine();
        assertThat(port).as("the port of the RTSP server").isNotNull();
        return new RtspServer(process, Integer.parseInt(port));
    }

    /** Another one where this was. */
    RtspServer revive(Path folder, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--port", Integer.toString(port)));
        return start(folder, all.toArray(String[]::new));
    }

    /** Where it plays a file of its folder. */
    String url(String file) {
        return "rtsp://127.0.0.1:" + port + "/" + file;
    }

    /** The same for one who says who they are. */
    String url(String login, String file) {
        return "rtsp://" + login + "@127.0.0.1:" + port + "/" + file;
    }

    /** Sends nothing more, and answers nobody, with all its connections open. */
    void freeze() throws Exception {
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    /** As a machine that loses its power would end. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void signal(String name) throws Exception {
        assertThat(exitCode("kill", "-" + name, Long.toString(process.pid()))).isZero();
    }

    private static int exitCode(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
