package dev.offramp.it.security;

import dev.offramp.cli.Offramp;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that somebody typed, with the settings that are theirs; it runs in this process. */
final class Typed {

    private static final int PATIENCE_SECONDS = 120;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> exitCode;

    private Typed(List<String> words) {
        exitCode = CompletableFuture.supplyAsync(() -> Offramp.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new)));
    }

    static Typed start(Path settings, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", settings.toString()));
        return new Typed(all);
    }

    /** Runs it to its end. */
    static Typed run(Path settings, String... words) throws Exception {
        Typed typed = start(settings, words);
        typed.exitCode();
        return typed;
    }

    /** @throws TimeoutException where it does not end */
    int exitCode() throws Exception {
        return exitCode.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** All that was printed. */
    String said() {
        return out() + err();
    }

    /** Waits until something is printed; returns the first group of it. */
    String await(Pattern pattern) {
        Matcher found = pattern.matcher(out());
        while (!found.find()) {
            if (exitCode.isDone()) {
                throw new AssertionError("it ended: " + said());
            }
            Thread.onSpinWait(); // the test's own time limit ends it
            found = pattern.matcher(out());
        }
        return found.group(1);
    }
}
