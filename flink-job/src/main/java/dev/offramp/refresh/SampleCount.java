package dev.offramp.refresh;

/** A number of samples that an estimate rests on. */
enum SampleCount {
    CANDIDATE("answers of the candidate"),
    SERVING("answers of what serves"),
    LABELLED_CANDIDATE("labelled answers of the candidate"),
    LABELLED_SERVING("labelled answers of what serves");

    private final String what;

    SampleCount(String what) {
        this.what = what;
    }

    long in(GroupTotals group) {
        return switch (this) {
            case CANDIDATE -> group.candidate().answered();
            case SERVING -> group.serving().answered();
            case LABELLED_CANDIDATE -> group.candidate().labelled();
            case LABELLED_SERVING -> group.serving().labelled();
        };
    }

    @Override
    public String toString() {
        return what;
    }
}
