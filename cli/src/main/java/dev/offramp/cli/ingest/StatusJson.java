package dev.offramp.cli.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** The cameras as JSON, to and fro. */
final class StatusJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusJson() {}

    static String write(List<CameraStatus> cameras) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(cameras);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the status could not be written as JSON", impossible);
        }
    }

    static List<CameraStatus> read(String json) throws JsonProcessingException {
        return JSON.readValue(json, new TypeReference<>() {});
    }
}
