package dev.offramp.cli.watch;

import dev.offramp.cli.broker.BrokerRefusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.acl.AclOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one source in a thread of its own, again and again; a source that fails is waited for, and no other notices. */
final class SourceLoop implements AutoCloseable {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(3);
    private static final int LONGEST_PROBLEM = 300;

    private static final Logger LOG = LoggerFactory.getLogger(SourceLoop.class);

    private final Source source;
    private final Board board;
    private final Duration every;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private SourceLoop(Source source, Board board, Duration every) {
        this.source = source;
        this.board = board;
        this.every = every;
        this.thread = new Thread(this::run, "watch-" + source.name().replace(' ', '-'));
        thread.setDaemon(true);
    }

    static SourceLoop start(Source source, Board board, Duration every) {
        var loop = new SourceLoop(source, board, every);
        board.source(source.name(), SourceState.UNREAD);
        loop.thread.start();
        return loop;
    }

    private void run() {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = pause(read() ? every : AFTER_FAILURE);
        }
        closeSource();
    }

    /** Whatever goes wrong is a state of this source, of which the board tells. */
    private boolean read() {
        try {
            source.read(board);
            board.source(source.name(), "");
            return true;
        } catch (Exception | LinkageError | StackOverflowError failure) { // a watch outlives whatever a library throws
            board.source(source.name(), problem(failure));
            source.lost(board);
            closeSource();
            return false;
        }
    }

    /** Interrupted, Kafka's clients would not close: this thread ends by itself. */
    private void closeSource() {
        boolean interrupted = Thread.interrupted();
        try {
            source.close();
        } catch (RuntimeException failure) {
            LOG.debug("{} could not be closed", source.name(), failure);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pause(Duration pause) {
        try {
            return !stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            return false;
        }
    }

    /** What a client library wraps for whoever waits is what went wrong. */
    private static String problem(Throwable failure) {
        Throwable cause = failure instanceof ExecutionException
                ? Optional.ofNullable(failure.getCause()).orElse(failure)
                : failure;
        String message = BrokerRefusal.in(cause, AclOperation.READ)
                .or(() -> Optional.ofNullable(cause.getMessage()))
                .orElse(cause.getClass().getSimpleName());
        return message.length() <= LONGEST_PROBLEM ? message : message.substring(0, LONGEST_PROBLEM) + " ...";
    }

    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
    }
}
