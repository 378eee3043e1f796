package dev.offramp.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkTest {

    @ParameterizedTest
    @CsvSource({
        "STAGES, admit -> stage-1 -> exit-1 -> stage-2 -> exit-2 -> tally-shadows (1/2)#0",
        "STAGES, stage-2 -> exit-2 -> pack-2 (1/2)#0",
        "READING, Source: frames -> decode (1/2)#0",
        "READING, Source Data Fetcher for Source: frames -> decode (1/2)#0",
        "READING, decode (3/4)#0",
        "ANSWERS, tally -> encode-classifications -> classifications: Writer -> classifications: Committer (1/2)#0",
        "KAFKA_CLIENTS, kafka-producer-network-thread | producer-offramp-offramp-classifications-1-4",
        "KAFKA_CLIENTS, kafka-admin-client-thread | offramp-frames-enumerator-admin-client",
        "BROKER, data-plane-kafka-request-handler-5",
        "BROKER, kafka-1-raft-io-thread",
        "BROKER, ExpirationReaper-1-Fetch",
        "BROKER, client-metrics-reaper",
        "BARE_LOOP, bare-loop",
        "BENCH, main",
        "BENCH, JFR Periodic Tasks"
    })
    void a_thread_is_known_by_its_name(Work work, String thread) {
        assertThat(Work.of(thread)).isEqualTo(work);
    }

    @ParameterizedTest
    @CsvSource({
        "OutputFlusher for admit -> stage-1 -> exit-1 (1/2)#0",
        "Source: policies -> read-policies (1/1)#0",
        "flink-pekko.actor.default-dispatcher-5",
        "jobmanager-io-thread-1",
        "main-like"
    })
    void what_nothing_else_claims_is_flinks(String thread) {
        assertThat(Work.of(thread)).isEqualTo(Work.FLINK);
    }
}
