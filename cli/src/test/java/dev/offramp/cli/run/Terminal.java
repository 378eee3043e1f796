package dev.offramp.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Where a command is typed that has to succeed. */
final class Terminal {

    private Terminal() {}

    /** What the command printed. */
    static String run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Offramp.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        assertThat(exitCode).as("%s%s", out, err).isZero();
        return out.toString();
    }
}
