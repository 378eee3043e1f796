package dev.offramp.cli.labelled;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.terminal.Screen;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which bundle a command runs over which labelled samples, and with how many threads. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RunOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private BundleArgument bundle;

    @Mixin
    private DataOption data;

    @Mixin
    private ClipOptions clips;

    private int threads;

    public BundleFolder bundle() {
        return bundle.folder();
    }

    /** What the bundle takes, with its labels. */
    public LabelledSamples samples(Bundle opened, Screen screen) {
        return opened.frames() == 1 ? pictures(opened).requireLabels() : clips(opened, screen);
    }

    /** The same; of pictures those that the network has not met, as far as source and manifest tell. */
    public LabelledSamples fresh(Bundle opened, Screen screen) {
        return opened.frames() == 1
                ? pictures(opened).fresh(bundle().provenance()).requireLabels()
                : clips(opened, screen);
    }

    private LabelledSamples clips(Bundle opened, Screen screen) {
        return data.openClips(opened, clips.reading(opened), screen);
    }

    /** The pictures, with labels of this bundle; fails with one line where it takes clips. */
    public LabelledPictures pictures(Bundle opened) {
        clips.refuseForPictures(opened);
        return data.open(opened);
    }

    /** At least 1. */
    public int threads() {
        return threads;
    }

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Threads within one operation, as in the job's stage.intra-op-threads (default: ${DEFAULT-VALUE}).")
    void threads(int count) {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--threads must be at least 1, was " + count);
        }
        threads = count;
    }
}
