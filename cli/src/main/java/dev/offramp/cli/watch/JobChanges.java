package dev.offramp.cli.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of a job between two looks at it. Pure. */
record JobChanges(Optional<JobState> before, JobState now, long atMillis) {

    List<Event> events() {
        List<Event> events = new ArrayList<>();
        if (before.isEmpty()) {
            return events;
        }
        JobState then = before.get();
        if (!then.id().equals(now.id())) {
            events.add(event("job", "another job: " + now.id()));
            return events;
        }
        if (!then.state().equals(now.state())) {
            events.add(event("job", "the job is " + now.state() + ", and was " + then.state()));
        }
        if (now.restarts() > then.restarts()) {
            events.add(event("restart", "the job was restarted, the " + now.restarts() + ". time"));
        }
        if (now.parallelism() != then.parallelism() && now.parallelism() > 0 && then.parallelism() > 0) {
            events.add(event("parallelism", "parallelism " + then.parallelism() + " -> " + now.parallelism()));
        }
        if (then.checkpointMillis() > 0
                && now.failedCheckpoints() > then.failedCheckpoints()) { // while tasks start, they fail
            events.add(event("checkpoint", "a checkpoint failed, the " + now.failedCheckpoints() + ". of this job"));
        }
        return events;
    }

    private Event event(String kind, String text) {
        return new Event(atMillis, kind, text);
    }
}
