package dev.offramp.cli.watch;

import dev.offramp.cli.analysis.Bottleneck;
import dev.offramp.cli.analysis.Flow;
import dev.offramp.cli.analysis.WindowHistory;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.TotalsSum;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** What the sources have read so far. All of it is bounded. Thread-safe. */
public final class Board {

    private static final int MOST_WINDOWS = 720;
    private static final int MOST_EVENTS = 200;
    private static final int MOST_FLOWS = 720;
    private static final int MOST_FRESH = 64;
    private static final long FLOW_EVERY_MILLIS = 5000;

    /** So many intervals are now. */
    public static final int RECENT_WINDOWS = 6;

    /** A measured flow and when. */
    public record TimedFlow(long atMillis, Flow flow) {}

    /** All there is at one moment. */
    public record Snapshot(
            long atMillis,
            List<SourceState> sources,
            List<ServedWindow> windows,
            long windowNumber,
            List<ServedWindow> fresh,
            List<TimedFlow> flows,
            Optional<TimedFlow> flow,
            List<Event> events,
            Map<Event, String> effects,
            Optional<JobState> job,
            List<AnsweredFrame> frames,
            long newestAnswerMillis,
            RejectCounts rejects) {

        /** The newest minute or so, added up; the bundle that answered most first. */
        public List<ServedWindow> recent() {
            return WindowHistory.sums(WindowHistory.newest(windows, RECENT_WINDOWS));
        }

        /** What holds the job back now. */
        public Bottleneck bottleneck() {
            if (job.isPresent() && !job.get().isRunning()) {
                return new Bottleneck(
                        "the job does not run",
                        "Flink says that it is " + job.get().state(),
                        true);
            }
            if (flow.isEmpty()) {
                return new Bottleneck("not known", "how many frames are published and read cannot be told now", false);
            }
            TotalsSum totals = new TotalsSum(); // bundles share the stages
            recent().forEach(sum -> totals.add(sum.window().totals()));
            return Bottleneck.of(
                    flow.get().flow(), totals.totals(), job.map(JobState::tasks).orElse(List.of()));
        }
    }

    private final LongSupplier clock;
    private final WindowHistory windows;
    private final Map<String, SourceState> sources = new TreeMap<>();
    private final Deque<ServedWindow> fresh = new ArrayDeque<>();
    private final List<Event> events = new ArrayList<>();
    private final Effects effects = new Effects();
    private final Deque<TimedFlow> flows = new ArrayDeque<>();
    private long windowNumber;
    private Optional<TimedFlow> flow = Optional.empty();
    private Optional<JobState> job = Optional.empty();
    private List<AnsweredFrame> frames = List.of();
    private long newestAnswerMillis;
    private RejectCounts rejects = RejectCounts.NONE;

    /** @param history how far back windows are kept */
    Board(Duration history, LongSupplier clock) {
        this.windows = new WindowHistory(history, MOST_WINDOWS);
        this.clock = clock;
    }

    synchronized void source(String name, String problem) {
        SourceState before = sources.get(name);
        if (before == null || !before.problem().equals(problem)) {
            sources.put(name, new SourceState(name, clock.getAsLong(), problem));
        }
    }

    synchronized void window(ServedWindow window) {
        windows.add(window);
        windowNumber++;
        keep(fresh, window, MOST_FRESH);
    }

    /** The oldest goes first, however late it comes. */
    synchronized void event(Event event) {
        events.add(event);
        events.sort(Comparator.comparingLong(Event::atMillis));
        while (events.size() > MOST_EVENTS) {
            events.remove(0);
        }
    }

    synchronized void flow(Flow measured) {
        long now = clock.getAsLong();
        var timed = new TimedFlow(now, measured);
        flow = Optional.of(timed);
        if (flows.isEmpty() || now - flows.getLast().atMillis() >= FLOW_EVERY_MILLIS) {
            keep(flows, timed, MOST_FLOWS);
        }
    }

    /** It cannot be told any more. */
    synchronized void noFlow() {
        flow = Optional.empty();
    }

    synchronized void job(Optional<JobState> state) {
        job = state;
    }

    synchronized void answers(List<AnsweredFrame> newest, long newestMillis) {
        frames = List.copyOf(newest);
        newestAnswerMillis = newestMillis;
    }

    synchronized void rejects(RejectCounts counts) {
        rejects = counts;
    }

    /** Windows of an interval, added up by bundle. */
    public synchronized List<ServedWindow> between(long fromMillis, long toMillis) {
        return windows.between(fromMillis, toMillis);
    }

    /** What stands on it now; {@code fresh} are the newest windows, of which the last has the number. */
    public synchronized Snapshot snapshot() {
        return new Snapshot(
                clock.getAsLong(),
                List.copyOf(sources.values()),
                windows.windows(),
                windowNumber,
                new ArrayList<>(fresh),
                List.copyOf(flows),
                flow,
                List.copyOf(events),
                effects.of(events, windows.windows(), clock.getAsLong()),
                job,
                frames,
                newestAnswerMillis,
                rejects);
    }

    private static <T> void keep(Deque<T> deque, T added, int most) {
        deque.addLast(added);
        while (deque.size() > most) {
            deque.removeFirst();
        }
    }
}
