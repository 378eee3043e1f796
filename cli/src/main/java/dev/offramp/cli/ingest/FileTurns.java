package dev.offramp.cli.ingest;

import java.util.concurrent.Semaphore;

/** Lets only so many files be read at a time, where they are read as fast as it goes: a decoder takes tens of megabytes and a core. */
final class FileTurns {

    private final int atOnce;
    private final Semaphore turns;

    FileTurns(int atOnce) {
        this.atOnce = atOnce;
        this.turns = new Semaphore(atOnce, true);
    }

    /** What is done when it is one's turn. */
    interface Turn {
        void run() throws InterruptedException;
    }

    /** Does it at once where it plays in real time, and otherwise when it is this file's turn. */
    void take(CameraSettings camera, CameraTelemetry telemetry, Turn turn) throws InterruptedException {
        if (camera.reading().tempo() == ReadSettings.Tempo.REAL_TIME) {
            turn.run();
            return;
        }
        if (!turns.tryAcquire()) {
            telemetry.is(CameraState.WAITING, "for its turn: " + atOnce + " files are read at a time");
            turns.acquire();
        }
        try {
            turn.run();
        } finally {
            turns.release();
        }
    }
}
