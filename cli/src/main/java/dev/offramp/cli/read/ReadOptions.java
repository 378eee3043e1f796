package dev.offramp.cli.read;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands that read a topic take: which topic, which part of it, and in which form. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ReadOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private SourceOptions source;

    @Mixin
    private ExtentOptions extent;

    @Mixin
    private OutputOptions output;

    /** The options, once they fit each other; else wrong usage. */
    ReadOptions checked() {
        extent.check(command());
        output.check(command());
        return this;
    }

    CommandLine command() {
        return spec.commandLine();
    }

    /** Where what is no record is said. */
    PrintWriter aside() {
        return command().getErr();
    }

    SourceOptions source() {
        return source;
    }

    ExtentOptions extent() {
        return extent;
    }

    OutputOptions output() {
        return output;
    }
}
