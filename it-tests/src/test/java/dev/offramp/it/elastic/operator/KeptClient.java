package dev.offramp.it.elastic.operator;

import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;

/** One client for all: the autoscaler opens and closes one for each question, with threads of its own. */
final class KeptClient extends RestClusterClient<String> {

    KeptClient(Configuration config) throws Exception {
        super(config, "watched");
    }

    @Override
    public void close() {
        // the next question wants it, too
    }

    void closeForGood() {
        super.close();
    }
}
