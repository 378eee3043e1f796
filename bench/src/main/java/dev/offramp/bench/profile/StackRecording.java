package dev.offramp.bench.profile;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Samples the stacks of this process with the JDK's Flight Recorder, from a moment on. */
public final class StackRecording implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final String IN_JAVA = "jdk.ExecutionSample";
    private static final String IN_NATIVE = "jdk.NativeMethodSample";
    /** A chain of operators is deeper than the 64 frames that are kept otherwise. */
    private static final String DEEP_STACKS = "stackdepth=512";

    private final Recording recording = new Recording();

    private StackRecording() {}

    public static StackRecording start() {
        keepDeepStacks();
        StackRecording started = new StackRecording();
        started.recording.enable(IN_JAVA).withPeriod(PERIOD);
        started.recording.enable(IN_NATIVE).withPeriod(PERIOD);
        started.recording.start();
        return started;
    }

    /** Ends the sampling; returns every stack that was seen, native ones only of threads that run stages. */
    public List<Stack> stop() throws IOException {
        recording.stop();
        Path file = Files.createTempFile("offramp-profile", ".jfr");
        try {
            recording.dump(file);
            return read(file);
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() {
        recording.close();
    }

    /** Has an effect before the first recording of a process, and none later. */
    private static void keepDeepStacks() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "jfrConfigure",
                            new Object[] {new String[] {DEEP_STACKS}},
                            new String[] {String[].class.getName()});
        } catch (JMException failure) {
            throw new IllegalStateException("the Flight Recorder does not take " + DEEP_STACKS, failure);
        }
    }

    private static List<Stack> read(Path file) throws IOException {
        List<Stack> stacks = new ArrayList<>();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                stack(events.readEvent()).ifPresent(stacks::add);
            }
        }
        return stacks;
    }

    private static Optional<Stack> stack(RecordedEvent event) {
        String type = event.getEventType().getName();
        if (!List.of(IN_JAVA, IN_NATIVE).contains(type)) {
            return Optional.empty();
        }
        RecordedThread thread = event.getThread("sampledThread");
        RecordedStackTrace trace = event.getStackTrace();
        if (thread == null || thread.getJavaName() == null || trace == null) {
            return Optional.empty();
        }
        Work work = Work.of(thread.getJavaName());
        if (type.equals(IN_NATIVE) && work != Work.STAGES) { // other threads wait there, for the network
            return Optional.empty();
        }
        List<String> frames =
                trace.getFrames().stream().map(StackRecording::name).toList();
        return Optional.of(new Stack(work, type.equals(IN_NATIVE), frames));
    }

    /** Class and method; a lambda's class without the address that is another one in every process. */
    private static String name(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName().replaceFirst("\\$\\$Lambda.*", "\\$\\$Lambda");
        return type + "." + frame.getMethod().getName();
    }
}
