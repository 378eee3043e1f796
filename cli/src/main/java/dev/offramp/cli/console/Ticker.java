package dev.offramp.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.offramp.cli.analysis.WindowJson;
import dev.offramp.cli.watch.Board;
import dev.offramp.throughput.ServedWindow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at the board once a second, for however many pages are open. Any thread may wait for the next time. */
final class Ticker implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    /**
     * The board at one moment, as server-sent events want it.
     *
     * @param number       of the tick
     * @param windowNumber of the newest window
     */
    record Tick(long number, long windowNumber, Board.Snapshot board) {}

    private final Board board;
    private final BoardJson json;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "console-ticker");
    private Tick newest;
    private Runnable alongside = () -> {};
    private byte[] history = {};
    private long historyOf = -1;
    private byte[] now = {};
    private long nowOf = -1;

    Ticker(Board board, BoardJson json) {
        this.board = board;
        this.json = json;
        this.newest = tick(0);
        thread.setDaemon(true);
    }

    /** @param eachTime is done in its thread, and must be quick */
    void start(Runnable eachTime) {
        alongside = eachTime;
        thread.start();
    }

    synchronized Tick newest() {
        return newest;
    }

    /** The first tick behind this one, or the same again where none comes in time, as when the ticker was stopped. */
    synchronized Tick after(long number) throws InterruptedException {
        long deadline = System.nanoTime() + 3 * EVERY.toNanos();
        while (newest.number() <= number && deadline - System.nanoTime() > 0) {
            wait(EVERY.toMillis());
        }
        return newest;
    }

    /** What a page begins with, as of a tick; written down once for all pages that begin with it. */
    synchronized byte[] history(Tick tick) {
        if (historyOf != tick.number()) {
            history = json.history(tick.board()).toString().getBytes(UTF_8);
            historyOf = tick.number();
        }
        return history;
    }

    /** What stands there at a tick; written down once for all pages, and not where there is none. */
    synchronized byte[] now(Tick tick) {
        if (nowOf != tick.number()) {
            now = json.now(tick.board()).toString().getBytes(UTF_8);
            nowOf = tick.number();
        }
        return now;
    }

    /** The windows that came behind one of them; empty where some of them are not held any more. */
    static List<ServedWindow> since(Tick tick, long windowNumber) {
        List<ServedWindow> fresh = tick.board().fresh();
        long missed = tick.windowNumber() - windowNumber;
        return missed > fresh.size() ? List.of() : fresh.subList(fresh.size() - (int) missed, fresh.size());
    }

    static byte[] windows(List<ServedWindow> windows) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        windows.forEach(window -> array.add(WindowJson.of(window)));
        return array.toString().getBytes(UTF_8);
    }

    private void run() {
        try {
            while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                tick();
                alongside.run();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        Tick next = tick(newest().number() + 1);
        synchronized (this) {
            newest = next;
            notifyAll();
        }
    }

    private Tick tick(long number) {
        Board.Snapshot snapshot = board.snapshot();
        return new Tick(number, snapshot.windowNumber(), snapshot);
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
