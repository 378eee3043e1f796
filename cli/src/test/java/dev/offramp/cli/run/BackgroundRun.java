package dev.offramp.cli.run;

import dev.offramp.cli.Offramp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command that goes on in the background, read line by line. */
final class BackgroundRun implements AutoCloseable {

    private static final Pattern WEB_PAGES = Pattern.compile("Web pages: (http://\\S+[0-9])");

    private final BufferedReader lines;
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> exitCode;

    private BackgroundRun(List<String> words) {
        var out = new PipedWriter();
        try {
            lines = new BufferedReader(new PipedReader(out));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        exitCode = CompletableFuture.supplyAsync(() -> {
            try (var printer = new PrintWriter(out)) {
                return Offramp.commandLine()
                        .setOut(printer)
                        .setErr(new PrintWriter(err))
                        .execute(words.toArray(String[]::new));
            }
        });
    }

    static BackgroundRun start(List<String> words) {
        return new BackgroundRun(words);
    }

    /** Waits until the job runs and says where. */
    String webPages() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var found = WEB_PAGES.matcher(line);
                if (found.find()) {
                    return found.group(1);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        throw new AssertionError("the job did not start: " + err);
    }

    /** Waits until it ends and returns what it still printed. */
    String rest() {
        return lines.lines().collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        if (exitCode.orTimeout(60, TimeUnit.SECONDS).join() != 0) {
            throw new AssertionError("the run failed: " + err);
        }
    }
}
