package dev.offramp.cli.run;

import dev.offramp.cli.terminal.CommandFailure;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the job that a person means, by its id, the beginning of its id, or its name. */
record JobChoice(List<JobStatusLine> jobs) {

    JobChoice {
        jobs = List.copyOf(jobs);
    }

    /** The one job; fails with those to choose from where there is none, or more than one. */
    JobStatusLine of(String idOrName) {
        List<JobStatusLine> meant = jobs.stream()
                .filter(job -> job.name().equals(idOrName) || job.id().startsWith(idOrName))
                .toList();
        List<JobStatusLine> alive =
                meant.stream().filter(JobStatusLine::isAlive).toList();
        if (alive.size() == 1) {
            return alive.get(0);
        }
        if (alive.size() > 1) {
            throw new CommandFailure(
                    alive.size() + " jobs are meant by " + idOrName + "; name one by its id: " + ids(alive));
        }
        if (!meant.isEmpty()) {
            throw new CommandFailure("job " + idOrName + " does not run any more; it is "
                    + meant.get(0).state());
        }
        List<JobStatusLine> others =
                jobs.stream().filter(JobStatusLine::isAlive).toList();
        throw new CommandFailure("there is no job " + idOrName + " on the cluster; "
                + (others.isEmpty() ? "none runs there" : "these run there: " + ids(others)));
    }

    private static String ids(List<JobStatusLine> jobs) {
        return jobs.stream().map(job -> job.id() + " (" + job.name() + ")").collect(Collectors.joining(", "));
    }
}
