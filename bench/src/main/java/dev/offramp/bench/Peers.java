package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.cli.picture.Aim;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.run.JobPlan;
import java.util.List;

/** How the job did against what a user would write. */
record Peers(ContestResult standings) {

    static final String JOB = "job, the bundle's policy";
    static final String CLOSED = "job, all exits closed";
    static final String RECORD_AT_A_TIME = "Flink, record at a time";
    static final String CONSUMER_LOOP = "plain consumer loop";

    private static final double AIM = 3;

    Report report(JobPlan plan) {
        return new Report(
                        "peers",
                        "Against what a user would write",
                        Conditions.of(plan),
                        List.of(
                                Figure.atLeast(
                                        "job / record at a time",
                                        "Samples/s of the job under the bundle's policy / samples/s of a Flink job after DJL's published"
                                                + " examples: the whole network, record by record, with a predictor in one function; the"
                                                + " same cluster, broker, records, decoder and delivery guarantee.",
                                        AIM,
                                        standings.ratio(JOB, RECORD_AT_A_TIME)),
                                Figure.atLeast(
                                        "job / consumer loop",
                                        "Samples/s of the job under the bundle's policy / samples/s of a plain consumer loop, no Flink, that"
                                                + " runs the whole network in batches of the same size on as many threads, at least once.",
                                        AIM,
                                        standings.ratio(JOB, CONSUMER_LOOP)),
                                Figure.reported(
                                        "job without exits / record at a time",
                                        "The same with all exits closed: what batches alone gain.",
                                        standings
                                                .ratio(CLOSED, RECORD_AT_A_TIME)
                                                .asRatio()),
                                Figure.reported(
                                        "job without exits / consumer loop",
                                        "The same with all exits closed: what Flink, keys, exactly-once and journeys cost.",
                                        standings.ratio(CLOSED, CONSUMER_LOOP).asRatio())),
                        List.of(standings.table()),
                        List.of(
                                "The peers' one stage is the whole network. All contestants stay up and idle while another has its"
                                        + " turn; PyTorch is set alike for all of them (one process has one engine)."),
                        standings.rows())
                .drawnAs(ratios(), standings.bars());
    }

    private Bars ratios() {
        return new Bars(
                "Against what a user would write",
                "times",
                List.of(
                        standings
                                .ratio(JOB, RECORD_AT_A_TIME)
                                .bar("job / record at a time")
                                .aiming(Aim.atLeast(AIM)),
                        standings
                                .ratio(JOB, CONSUMER_LOOP)
                                .bar("job / consumer loop")
                                .aiming(Aim.atLeast(AIM)),
                        standings.ratio(CLOSED, RECORD_AT_A_TIME).bar("job without exits / record at a time"),
                        standings.ratio(CLOSED, CONSUMER_LOOP).bar("job without exits / consumer loop")));
    }
}
