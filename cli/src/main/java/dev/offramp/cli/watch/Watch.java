package dev.offramp.cli.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Reads what a job tells of itself onto a board, from when it is started until it is closed, in threads of its own. */
public final class Watch implements AutoCloseable {

    private static final Duration ALWAYS = Duration.ofMillis(100);
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(2);

    private final WatchSettings settings;
    private final LongSupplier clock = System::currentTimeMillis;
    private final Board board;
    private final List<SourceLoop> loops = new ArrayList<>();

    private Watch(WatchSettings settings) {
        this.settings = settings;
        this.board = new Board(settings.history(), clock);
    }

    /** One that reads nothing yet. */
    public static Watch of(WatchSettings settings) {
        return new Watch(settings);
    }

    /** Begins to read all that costs the broker little: windows, policies, offsets, the newest rejects, and Flink's REST interface. */
    public void start() {
        read(new WindowsSource(settings.kafka(), settings.history(), clock), ALWAYS);
        read(new PoliciesSource(settings.kafka()), OFTEN);
        read(new FlowSource(settings.kafka()), OFTEN);
        read(new RejectsSource(settings.kafka()), NOW_AND_THEN);
        settings.cluster().ifPresent(rest -> read(new FlinkSource(rest, settings.job(), clock), NOW_AND_THEN));
    }

    /**
     * Begins to read the newest answers too.
     *
     * @param pictures  of their frames; closed with this
     * @param isWatched whether anybody sees them; else they are not read
     */
    public void readAnswers(Pictures pictures, BooleanSupplier isWatched) {
        read(new AnswersSource(settings.kafka(), pictures, isWatched), NOW_AND_THEN);
    }

    /** Where it all stands; every source is on it from when it is started. */
    public Board board() {
        return board;
    }

    private void read(Source source, Duration every) {
        loops.add(SourceLoop.start(source, board, every));
    }

    @Override
    public void close() {
        loops.forEach(SourceLoop::close);
    }
}
