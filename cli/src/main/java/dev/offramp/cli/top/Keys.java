package dev.offramp.cli.top;

import java.io.IOException;

/** Makes keys out of what a terminal sends for them (ECMA-48 and what xterm adds to it). */
record Keys(Characters characters) {

    /** What is typed. */
    interface Characters {

        /** The next one within so many milliseconds; {@link #EXPIRED} where there is none, {@link #END} where there will be none. */
        int next(long withinMillis) throws IOException;
    }

    static final int EXPIRED = -2;
    static final int END = -1;

    private static final int ESCAPE = 0x1b;
    private static final int CONTROL_L = 0x0c;
    private static final long REST_OF_SEQUENCE_MILLIS = 50;

    /** The next key within so many milliseconds, or none. Whoever can type no more has quit. */
    Key next(long withinMillis) throws IOException {
        int first = characters.next(withinMillis);
        return switch (first) {
            case EXPIRED -> Key.NONE;
            case END, 'q', 'Q' -> Key.QUIT;
            case 'p', 'P', ' ' -> Key.PAUSE;
            case '?', 'h' -> Key.HELP;
            case 'k' -> Key.UP;
            case 'j' -> Key.DOWN;
            case 'g' -> Key.TOP;
            case '\t' -> Key.NEXT_SECTION;
            case CONTROL_L -> Key.REDRAW;
            case ESCAPE -> sequence();
            default -> Key.NONE;
        };
    }

    private Key sequence() throws IOException {
        int second = characters.next(REST_OF_SEQUENCE_MILLIS);
        if (second != '[' && second != 'O') {
            return Key.NONE;
        }
        int parameter = 0;
        int last = characters.next(REST_OF_SEQUENCE_MILLIS);
        while (last >= ' ' && last < '@') { // parameters, up to the letter that says what it is
            parameter = last;
            last = characters.next(REST_OF_SEQUENCE_MILLIS);
        }
        return switch (last) {
            case 'A' -> Key.UP;
            case 'B' -> Key.DOWN;
            case 'H' -> Key.TOP;
            case 'Z' -> Key.PREVIOUS_SECTION;
            case '~' -> parameter == '5' ? Key.PAGE_UP : parameter == '6' ? Key.PAGE_DOWN : Key.NONE;
            default -> Key.NONE;
        };
    }
}
