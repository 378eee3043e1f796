package dev.offramp.cli.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A film to play to cameras, named as its stream is. */
record Film(String stream, Path file) {

    /** Called after its file. */
    static Film of(Path file) {
        return new Film(file.getFileName().toString().replaceFirst("\\.[^.]*$", ""), file);
    }

    /** How many pictures FFmpeg's own program decodes of it. */
    int counted() throws IOException {
        Process probe = new ProcessBuilder(
                        "ffprobe -v error -count_frames -select_streams v:0 -show_entries stream=nb_read_frames -of csv=p=0"
                                .concat(" " + file)
                                .split(" "))
                .start();
        String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Integer.parseInt(said.strip().replace(",", ""));
    }

    /** Starts a process that pushes it over RTSP in its own time, as soon as somebody listens. */
    Process pushTo(String url) throws IOException {
        String push = "ffmpeg -nostdin -v quiet -re -i \"$0\" -c copy -f rtsp -rtsp_transport tcp \"$1\"";
        return new ProcessBuilder("bash", "-c", "until " + push + "; do sleep 0.1; done", file.toString(), url)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
