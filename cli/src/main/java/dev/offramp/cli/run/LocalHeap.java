package dev.offramp.cli.run;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.frames.FramesSettings;
import dev.offramp.frames.HeapBound;
import java.util.Optional;

/** The heap of this process, where the whole job runs in it. */
public record LocalHeap(long bytes, int slots) {

    private static final String SIZED_BY = "OFFRAMP_JAVA_OPTS=-Xmx6g";

    /**
     * As large as this process was started with.
     *
     * @param slots that decode at once
     */
    public static LocalHeap ofThisProcess(int slots) {
        return new LocalHeap(Runtime.getRuntime().maxMemory(), slots);
    }

    /** Refuses pictures so large that a few of them at once would end the process. */
    void require(FramesSettings frames) {
        problem(frames).ifPresent(problem -> {
            throw new CommandFailure(problem);
        });
    }

    /** Why it would refuse them. */
    public Optional<String> problem(FramesSettings frames) {
        return new HeapBound(bytes, slots, SIZED_BY).problem(frames);
    }
}
