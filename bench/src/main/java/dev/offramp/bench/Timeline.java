package dev.offramp.bench;

import dev.offramp.schema.Classification;
import java.util.ArrayList;
import java.util.List;

/** What happened to frames, second by second, from the answers alone: when each was created and when it was answered. */
final class Timeline {

    private final int exits;
    private final long startMillis;
    private final List<Second> seconds = new ArrayList<>();

    Timeline(int exits, long startMillis) {
        this.exits = exits;
        this.startMillis = startMillis;
    }

    void add(Classification answer) {
        at(answer.getCreatedAt().toEpochMilli()).countCreated();
        at(answer.getAnsweredAt().toEpochMilli()).countAnswered(answer);
    }

    List<Second> seconds() {
        return List.copyOf(seconds);
    }

    /** Frames created and not yet answered at the end of each second. */
    List<Long> lag() {
        List<Long> lag = new ArrayList<>();
        long waiting = 0;
        for (Second second : seconds) {
            waiting += second.created() - second.answered();
            lag.add(waiting);
        }
        return lag;
    }

    private Second at(long millis) {
        int index = (int) Math.max(0, (millis - startMillis) / 1000);
        while (seconds.size() <= index) {
            seconds.add(new Second(exits));
        }
        return seconds.get(index);
    }
}
