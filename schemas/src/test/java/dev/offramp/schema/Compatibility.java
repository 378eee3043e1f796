package dev.offramp.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Whether records written with either of two versions of a schema can be read with the other (Avro's "full"). */
record Compatibility(Schema older, Schema newer) {

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        problems.addAll(problems("the newer cannot read the older", newer, older));
        problems.addAll(problems("the older cannot read the newer", older, newer));
        return problems;
    }

    private static List<String> problems(String which, Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(problem -> which + ": " + sentence(problem))
                .toList();
    }

    private static String sentence(Incompatibility problem) {
        return problem.getType() + " at " + problem.getLocation() + ": " + problem.getMessage();
    }
}
