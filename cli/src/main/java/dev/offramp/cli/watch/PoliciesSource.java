package dev.offramp.cli.watch;

import dev.offramp.cli.policy.PolicyNews;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.sample.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is wanted of the job, and who wanted it when. */
final class PoliciesSource implements Source {

    private final KafkaSettings settings;
    private Optional<PolicyNews> news = Optional.empty();
    private final Map<Integer, Long> toldOffsets = new HashMap<>();

    PoliciesSource(KafkaSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "policies";
    }

    /** To its end, which must be asked for: a broker that is gone sends no news either. */
    @Override
    public void read(Board board) {
        if (news.isEmpty()) {
            news = Optional.of(PolicyNews.open(settings));
        }
        for (PolicyNews.Item item : news.get().readToEnd()) {
            if (isNew(item.origin())) { // opened anew, it reads all from the beginning
                board.event(new Event(item.origin().timestampMillis(), kind(item), item.text()));
            }
        }
    }

    private static String kind(PolicyNews.Item item) {
        return switch (item.kind()) {
            case SET, WITHDRAWN -> "policy";
            case SCHEDULED -> "scheduled";
            case STEERED -> "steering";
            case REFUSED -> "refused";
        };
    }

    private boolean isNew(Origin origin) {
        long told = toldOffsets.getOrDefault(origin.partition(), -1L);
        toldOffsets.put(origin.partition(), Math.max(told, origin.offset()));
        return origin.offset() > told;
    }

    @Override
    public void close() {
        news.ifPresent(PolicyNews::close);
        news = Optional.empty();
    }
}
