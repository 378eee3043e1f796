package dev.offramp.it.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus reads from the processes of a cluster. */
record Scrape(LocalCluster cluster) {

    private static final Pattern PORT = Pattern.compile("Started PrometheusReporter HTTP server on port (\\d+)");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)\\{");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The names of all metrics that the processes show. */
    Set<String> metrics(String... processes) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (String process : processes) {
            SAMPLE.matcher(page(process)).results().forEach(found -> names.add(found.group(1)));
        }
        return names;
    }

    private String page(String process) throws IOException, InterruptedException {
        Matcher port = PORT.matcher(cluster.log(process));
        if (!port.find()) {
            throw new AssertionError(process + " has started no Prometheus reporter");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + "/metrics"))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
