package dev.offramp.cli.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.analysis.SomeWindows;
import dev.offramp.cli.watch.TestingBoard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many pages look at one board, and some of them badly. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a socket's read hears no interrupt
class EventStreamTest {

    private static final int MANY = 10;
    private static final int MOST = 32;

    private final TestingBoard board = new TestingBoard(1_000_000_000);
    private final Ticker ticker = new Ticker(board.board(), new BoardJson(Optional.empty()));
    private final EventStream events = new EventStream(ticker, Duration.ofSeconds(2));
    private final PageServer server = PageServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Map.of(), Map.of("/events", events));
    private final List<Page> pages = new ArrayList<>();

    @BeforeEach
    void begin() {
        ticker.start(events::endStuck);
    }

    @AfterEach
    void end() throws IOException {
        for (Page page : pages) {
            page.socket.close();
        }
        server.close();
        ticker.close();
    }

    @Test
    void each_of_many_pages_is_told_what_comes_new() throws IOException {
        for (int i = 0; i < MANY; i++) {
            open().await("event: now");
        }
        board.window(SomeWindows.at(1000, 10, 0));

        for (Page page : pages) {
            page.await("event: windows");
        }
    }

    @Test
    void a_page_too_many_is_refused_and_has_room_when_another_goes() throws Exception {
        for (int i = 0; i < MOST; i++) {
            open().await("event: now");
        }
        assertThat(open().status()).contains(" 503 ");

        pages.get(0).socket.close();
        awaitRoom();
    }

    @Test
    void a_page_that_takes_nothing_is_let_go_and_the_others_do_not_wait_for_it() throws Exception {
        var asleep = new SleepingExchange();
        var thread = new Thread(() -> asleep.handledBy(events), "asleep");
        thread.start();
        asleep.awaitBlocked();

        Page awake = open();
        awake.await("event: now");
        awake.await("event: now");
        thread.join();
        awake.await("event: now");
    }

    /** Who goes, or is let go, is only found to be gone with the next event. */
    private void awaitRoom() throws IOException {
        String status = " 503 ";
        while (status.contains(" 503 ")) {
            Page page = open();
            status = page.status();
            page.socket.close();
        }
        assertThat(status).contains(" 200 ");
    }

    private Page open() throws IOException {
        var page = new Page(
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort()));
        pages.add(page);
        return page;
    }

    /** A browser's connection. */
    private static final class Page {

        private final Socket socket;
        private final BufferedReader reader;

        Page(Socket socket) throws IOException {
            this.socket = socket;
            this.reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            socket.getOutputStream().write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        }

        String status() throws IOException {
            return reader.readLine() + "";
        }

        void await(String line) throws IOException {
            String next = reader.readLine();
            while (next != null && !next.equals(line)) {
                next = reader.readLine();
            }
            assertThat(next).isEqualTo(line);
        }
    }
}
