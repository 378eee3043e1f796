package dev.offramp.cli.watch;

import dev.offramp.cli.analysis.Flow;
import dev.offramp.throughput.ServedWindow;
import java.time.Duration;
import java.util.Optional;

/** A board that tests of other packages write on, at a time that stands still. */
public final class TestingBoard {

    private final Board board;

    public TestingBoard(long nowMillis) {
        board = new Board(Duration.ofHours(24), () -> nowMillis);
    }

    public Board board() {
        return board;
    }

    public void window(ServedWindow window) {
        board.window(window);
    }

    public void event(Event event) {
        board.event(event);
    }

    public void flow(Flow flow) {
        board.flow(flow);
    }

    public void job(JobState job) {
        board.job(Optional.of(job));
    }

    public void rejects(RejectCounts counts) {
        board.rejects(counts);
    }

    public void isRead(String source) {
        board.source(source, "");
    }

    public void fails(String source, String problem) {
        board.source(source, problem);
    }

    public void isUnread(String source) {
        board.source(source, SourceState.UNREAD);
    }
}
