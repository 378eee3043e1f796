package dev.offramp.cli.doctor;

import dev.offramp.kafka.KafkaSettings;
import org.apache.flink.configuration.Configuration;

/**
 * What a broker is asked about.
 *
 * @param told   the job's settings, readable
 * @param steers whether the job publishes policies itself
 */
record BrokerAsked(KafkaSettings kafka, Configuration told, Role role, boolean steers) {}
