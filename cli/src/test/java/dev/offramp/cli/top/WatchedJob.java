package dev.offramp.cli.top;

import dev.offramp.cli.analysis.Flow;
import dev.offramp.cli.analysis.Frontier;
import dev.offramp.cli.analysis.SomeWindows;
import dev.offramp.cli.analysis.TaskLoad;
import dev.offramp.cli.watch.Board;
import dev.offramp.cli.watch.Event;
import dev.offramp.cli.watch.JobState;
import dev.offramp.cli.watch.RejectCounts;
import dev.offramp.cli.watch.TestingBoard;
import dev.offramp.sample.BundleId;
import java.util.List;

/** Boards of a job that works, and of what can become of it. */
final class WatchedJob {

    /** The second day of 1970, a quarter to eleven in the morning. */
    static final long NOW = 86_400_000L + 10 * 3_600_000 + 45 * 60_000;

    static final Frontier FRONTIER = new Frontier(
            SomeWindows.BUNDLE,
            List.of(point(1e6, .90), point(2e6, .92), point(4e6, .93), point(6e6, .935)),
            List.of(1e6, 6e6));

    private WatchedJob() {}

    /** Works, was changed, and refused something. */
    static Board.Snapshot working() {
        TestingBoard board = board();
        for (int i = 0; i < 40; i++) {
            board.window(SomeWindows.at(NOW - 40_000 + 1000L * i, 700 + 5 * i, i < 30 ? 2 : 100 + 10 * i));
        }
        board.flow(new Flow(1200, 900, 5400, 300));
        board.job(job("RUNNING", 2));
        board.event(new Event(NOW - 3 * 86_400_000L, "policy", "default: threshold 0.9 at exit 1, by ops"));
        board.event(new Event(NOW - 90_000, "parallelism", "parallelism 1 -> 2"));
        board.event(new Event(NOW - 30_000, "policy", "default: threshold 0.5 at exit 1, by ops, from now on"));
        board.rejects(new RejectCounts(
                4,
                List.of(
                        new RejectCounts.Reason(
                                "NOT_AVRO", 3, "the record does not begin with C3 01", "frames-0 at 812", 1),
                        new RejectCounts.Reason("BAD_POLICY", 1, "threshold 7 is above 1", "policies-0 at 3", 2))));
        return board.board().snapshot();
    }

    /** A second bundle answers a tenth of the samples. */
    static Board.Snapshot canary() {
        TestingBoard board = board();
        for (int i = 0; i < 40; i++) {
            long start = NOW - 40_000 + 1000L * i;
            board.window(SomeWindows.at(start, 810, 90));
            board.window(SomeWindows.of(new BundleId("other", "2.0.0"), start, 0, 100));
        }
        return board.board().snapshot();
    }

    /** A second bundle runs as a shadow. */
    static Board.Snapshot shadow() {
        TestingBoard board = board();
        for (int i = 0; i < 40; i++) {
            long start = NOW - 40_000 + 1000L * i;
            board.window(SomeWindows.shadow(new BundleId("other", "2.0.0"), start));
            board.window(SomeWindows.at(start, 810, 90));
        }
        return board.board().snapshot();
    }

    static Board.Snapshot down() {
        TestingBoard board = board();
        board.window(SomeWindows.at(NOW - 40_000, 70, 30));
        board.job(job("FAILING", 0));
        board.event(new Event(NOW - 5_000, "job", "the job is FAILING, and was RUNNING"));
        return board.board().snapshot();
    }

    static Board.Snapshot nothingYet() {
        var board = new TestingBoard(NOW);
        board.isUnread("frames");
        board.isUnread("throughput windows");
        return board.board().snapshot();
    }

    static Board.Snapshot unreadable() {
        TestingBoard board = board();
        board.fails("Flink", "http://jobmanager:8081/jobs/overview: connection refused");
        board.fails("frames", "the broker at kafka:9092 has no topic \u001b[2Jframes");
        board.fails("policies", "timed out");
        board.fails("rejects", "timed out");
        board.fails("throughput windows", "timed out");
        return board.board().snapshot();
    }

    /** As many policies as there are streams, called as nobody should call them. */
    static Board.Snapshot manyStreams() {
        TestingBoard board = board();
        for (int i = 0; i < 300; i++) {
            board.event(new Event(
                    NOW - 300 + i,
                    "policy",
                    "stream \u001b]0;taken\u0007camera-" + i
                            + "\r\n\u202egnp.exe\u009b31m \u6444\u50cf\u673a \ud83d\ude00 \ud800" + "x".repeat(i)));
        }
        board.window(SomeWindows.at(NOW - 40_000, 70, 30));
        board.rejects(new RejectCounts(
                1,
                List.of(new RejectCounts.Reason("NOT_AVRO", 1, "\u001b[31mdetail\b\b\b", "\u001bframes-0 at 8", 1))));
        board.job(job("RUNNING\u001b[1m", 2));
        return board.board().snapshot();
    }

    private static TestingBoard board() {
        var board = new TestingBoard(NOW);
        List.of("Flink", "frames", "policies", "rejects", "throughput windows").forEach(board::isRead);
        return board;
    }

    private static JobState job(String state, int parallelism) {
        List<TaskLoad> tasks = List.of(
                new TaskLoad("Source: frames -> decode -> admit", parallelism, .31, .3, .92),
                new TaskLoad("stage-1 -> exit-1", parallelism, .97, .95, .02),
                new TaskLoad("stage-2 -> exit-2 -> classifications: Writer", parallelism, .44, .43, 0));
        return new JobState(
                "a1",
                "offramp-tiny-1.0.0",
                state,
                1,
                parallelism,
                1,
                NOW - 12_000,
                0,
                parallelism == 0 ? List.of() : tasks);
    }

    private static Frontier.Point point(double cost, double accuracy) {
        return new Frontier.Point(cost, accuracy, List.of(.5, .5));
    }
}
