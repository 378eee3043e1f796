package dev.offramp.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.terminal.CommandFailure;
import java.util.Optional;

/** A savepoint that a JobManager was asked for. */
record Savepoint(FlinkRest rest, String jobId, String request) {

    /** Where it lies once it is written; fails with the JobManager's reason where it cannot be. */
    Optional<String> location() {
        JsonNode answer = rest.get("/jobs/" + jobId + "/savepoints/" + request);
        if (!answer.at("/status/id").asText().equals("COMPLETED")) {
            return Optional.empty();
        }
        JsonNode cause = answer.at("/operation/failure-cause");
        if (!cause.isMissingNode()) {
            throw new CommandFailure("no savepoint of job " + jobId + ", which goes on: "
                    + FlinkRest.reasonIn(
                            cause.path("stack-trace").asText(cause.path("class").asText())));
        }
        return Optional.of(answer.at("/operation/location").asText());
    }
}
