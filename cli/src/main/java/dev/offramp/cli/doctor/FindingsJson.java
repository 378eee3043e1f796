package dev.offramp.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What was found, for programs. */
record FindingsJson(List<Finding> findings) {

    /** How many there are of each verdict, and all of them in their order. */
    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (Verdict verdict : Verdict.values()) {
            document.put(verdict.spoken(), verdict.countIn(findings));
        }
        ArrayNode list = document.putArray("findings");
        findings.forEach(finding -> list.addObject()
                .put("check", finding.check())
                .put("verdict", finding.verdict().spoken())
                .put("found", finding.found())
                .put("change", finding.change()));
        return document;
    }
}
