/** Lets Flink SQL read the topics: a format for the tables of its Kafka connector. */
@NullMarked
package dev.offramp.sql;

import org.jspecify.annotations.NullMarked;
