package dev.offramp.cli.top;

/** What a person wants, whichever key it was. */
enum Key {
    NONE,
    QUIT,
    PAUSE,
    HELP,
    REDRAW,
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    NEXT_SECTION,
    PREVIOUS_SECTION,
    TOP
}
