package lazuli.backend.gpu.places;

import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.kernel.KernelSource;

/** Who works on a row: {@code rows.h} has the other side. A choice by the row's length alone. */
public enum Team {
    /** A warp, which holds the row in registers. */
    WARP(4),
    /** A group that holds the row in registers. */
    GROUP(16),
    /** A group that reads the row each time. */
    LONG(0);

    private static final int LANES = 32;
    private static final int MOST_THREADS = 256;

    /** Elements that a thread has, if rows are short enough to choose. */
    private static final int ELEMENTS = 4;

    private final int held;

    Team(int held) {
        this.held = held;
    }

    /** Who works on rows of a length. */
    public static Team of(int length) {
        if (length <= WARP.held * LANES) {
            return WARP;
        }
        return length <= GROUP.held * MOST_THREADS ? GROUP : LONG;
    }

    /** The text for it. */
    public KernelSource define(KernelSource source) {
        return source.define("TEAM_OF_WARP", this == WARP ? "1" : "0").define("PER", Integer.toString(held));
    }

    /** Groups for so many rows of a length. */
    public Grid grid(long teams, int length) {
        return switch (this) {
            case WARP -> {
                int warps = Math.clamp(teams, 1, MOST_THREADS / LANES);
                yield Grid.of(Math.ceilDiv(teams, warps), warps * LANES);
            }
            case GROUP ->
                Grid.of(teams, Math.min(MOST_THREADS, Math.ceilDiv(Math.ceilDiv(length, ELEMENTS), LANES) * LANES));
            case LONG -> Grid.of(teams, MOST_THREADS);
        };
    }
}
