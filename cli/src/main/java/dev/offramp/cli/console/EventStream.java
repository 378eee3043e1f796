package dev.offramp.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.offramp.throughput.ServedWindow;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Server-sent events (HTML Living Standard, section 9.2): the history first, then windows as they come and the board once a second. A
 * page that is slow gets the newest board and not those that it missed; one that missed too many windows gets the history anew.
 */
final class EventStream implements HttpHandler {

    private static final int MOST_PAGES = 32;
    private static final Duration MOST_STUCK = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final int TOO_MANY = 503;

    private final Ticker ticker;
    private final Duration mostStuck;
    private final Map<Thread, Long> writing = new ConcurrentHashMap<>();
    private final AtomicInteger pages = new AtomicInteger();

    EventStream(Ticker ticker) {
        this(ticker, MOST_STUCK);
    }

    /** @param mostStuck how long a page may take for one event */
    EventStream(Ticker ticker, Duration mostStuck) {
        this.ticker = ticker;
        this.mostStuck = mostStuck;
    }

    /** Whether somebody looks. */
    boolean isWatched() {
        return pages.get() > 0;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (pages.incrementAndGet() > MOST_PAGES) {
            pages.decrementAndGet();
            exchange.sendResponseHeaders(TOO_MANY, -1);
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(OK, 0);
            send(exchange.getResponseBody());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            exchange.close(); // the page was closed; there is nobody to tell
        } finally {
            writing.remove(Thread.currentThread());
            pages.decrementAndGet();
        }
    }

    /** Ends the pages that have not taken an event for long: who is gone without a word, or does not read. */
    void endStuck() {
        long now = System.nanoTime();
        writing.forEach((thread, since) -> {
            if (now - since > mostStuck.toNanos()) {
                thread.interrupt(); // which closes the channel that it writes to
            }
        });
    }

    private void send(OutputStream out) throws IOException, InterruptedException {
        Ticker.Tick tick = ticker.newest();
        event(out, "history", ticker.history(tick));
        event(out, "now", ticker.now(tick));
        while (!Thread.currentThread().isInterrupted()) {
            Ticker.Tick next = ticker.after(tick.number());
            windows(out, tick, next);
            event(out, "now", ticker.now(next));
            tick = next;
        }
    }

    private void windows(OutputStream out, Ticker.Tick before, Ticker.Tick now) throws IOException {
        if (now.windowNumber() == before.windowNumber()) {
            return;
        }
        List<ServedWindow> fresh = Ticker.since(now, before.windowNumber());
        if (fresh.isEmpty()) {
            event(out, "history", ticker.history(now));
        } else {
            event(out, "windows", Ticker.windows(fresh));
        }
    }

    /** JSON has no line breaks in it, so that one line of data holds it. */
    private void event(OutputStream out, String name, byte[] data) throws IOException {
        writing.put(Thread.currentThread(), System.nanoTime());
        out.write(("event: " + name + "\ndata: ").getBytes(UTF_8));
        out.write(data);
        out.write("\n\n".getBytes(UTF_8));
        out.flush();
        writing.remove(Thread.currentThread());
    }
}
