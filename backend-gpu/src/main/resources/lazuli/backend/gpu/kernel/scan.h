// Scans of (outer, length, columns) along the middle axis, forwards or in reverse, with or without the own element. What is scanned are values of a type
// E with these functions, of which combine need not have a neutral element:
//   E loaded(from, terms, place)    FN E combined(E before, E after)    E up(E, lanes), at(E, lane)    E nothing()    A result(E)
// A place's result is that of the elements in a fixed tree, which depends on the length alone.

struct ScanArgs {
    u32 lines;
    u32 length;
    u32 columns;
    u32 reverse;
    u32 inclusive;
};

// Elements that a lane takes at once.
#define EACH 4u

// Where the i-th element of a line lies.
FN u64 scan_place(CONSTANT ScanArgs& args, u32 line, u32 i) {
    u32 outer = line / args.columns;
    u32 row = args.reverse != 0 ? args.length - 1 - i : i;
    return (u64(outer) * args.length + row) * args.columns + (line - outer * args.columns);
}

// What has been scanned so far, of which there may be nothing.
struct Running {
    E value;
    bool any;
};

FN Running start(CONSTANT ScanArgs& args) {
    Running running;
    running.value = nothing();
    running.any = args.inclusive == 0;
    return running;
}

FN void append(THR Running& running, E value) {
    running.value = running.any ? combined(running.value, value) : value;
    running.any = true;
}

// What the lanes up to this one hold.
FN E lanes_up_to(E own, u32 lane) {
    for (u32 lanes = 1; lanes < 32; lanes *= 2) {
        E below = up(own, lanes);
        if (lane >= lanes) own = combined(below, own);
    }
    return own;
}

// Some elements of a line, each combined with those before it.
FN void load_each(const DEV T* from, const DEV T* terms, CONSTANT ScanArgs& args, u32 line, u32 first, THR E* each) {
    for (u32 k = 0; k < EACH; k++) {
        u32 i = first + k;
        E value = i < args.length ? loaded(from, terms, scan_place(args, line, i)) : nothing();
        each[k] = k == 0 ? value : combined(each[k - 1], value);
    }
}

FN void store_each(DEV T* to, CONSTANT ScanArgs& args, u32 line, u32 first, THR Running& before, THR E* each) {
    for (u32 k = 0; k < EACH && first + k < args.length; k++) {
        Running running = before;
        if (args.inclusive != 0) append(running, each[k]);
        else if (k > 0) append(running, each[k - 1]);
        to[scan_place(args, line, first + k)] = STORED(result(running.value));
    }
}

// A thread for each line, for short lines or many.
KERNEL(scan_in_turn, IN(T, from, 0), IN(T, terms, 1), OUT(T, to, 2), VAL(ScanArgs, args, 3)) {
    u32 line = GID(x);
    if (line >= args.lines) return;
    Running running = start(args);
    for (u32 i = 0; i < args.length; i++) {
        u64 place = scan_place(args, line, i);
        E value = loaded(from, terms, place);
        if (args.inclusive != 0) append(running, value);
        to[place] = STORED(result(running.value));
        if (args.inclusive == 0) append(running, value);
    }
}

// A warp for each line whose elements lie side by side.
KERNEL(scan_by_warp, IN(T, from, 0), IN(T, terms, 1), OUT(T, to, 2), VAL(ScanArgs, args, 3)) {
    u32 line = GRP(x) * WARPS + WARP;
    if (line >= args.lines) return;
    Running running = start(args);
    E each[EACH];
    for (u32 begin = 0; begin < args.length; begin += 32 * EACH) {
        u32 first = begin + LANE * EACH;
        load_each(from, terms, args, line, first, each);
        E lanes = lanes_up_to(each[EACH - 1], LANE);
        E below = up(lanes, 1);
        Running before = running;
        if (LANE > 0) append(before, below);
        store_each(to, args, line, first, before, each);
        append(running, at(lanes, 31));
    }
}

// A group for each line whose elements lie side by side.
KERNEL(scan_by_group, IN(T, from, 0), IN(T, terms, 1), OUT(T, to, 2), VAL(ScanArgs, args, 3)) {
    GROUP(E, warps, [32]);
    u32 line = GRP(x);
    Running running = start(args);
    E each[EACH];
    for (u32 begin = 0; begin < args.length; begin += DIM(x) * EACH) {
        u32 first = begin + LID(x) * EACH;
        load_each(from, terms, args, line, first, each);
        E lanes = lanes_up_to(each[EACH - 1], LANE);
        E below = up(lanes, 1);
        if (LANE == 31) warps[WARP] = lanes;
        BARRIER();
        Running before = running;
        for (u32 warp = 0; warp < WARPS; warp++) {
            if (warp < WARP) append(before, warps[warp]);
            append(running, warps[warp]);
        }
        if (LANE > 0) append(before, below);
        store_each(to, args, line, first, before, each);
        BARRIER();
    }
}

// A group for 32 neighbouring columns, a square of elements after the other: read by rows, scanned by columns, a warp for each.
#define TILE_STRIDE 33u
#define TILE_WARPS 8u
KERNEL(scan_columns, IN(T, from, 0), IN(T, terms, 1), OUT(T, to, 2), VAL(ScanArgs, args, 3)) {
    GROUP(E, tile, [32 * TILE_STRIDE]);
    u32 blocks = (args.columns + 31) / 32;
    u32 outer = GRP(x) / blocks;
    u32 column = (GRP(x) - outer * blocks) * 32 + LANE;
    u32 line = outer * args.columns + column;
    Running running[32 / TILE_WARPS];
    for (u32 k = 0; k < 32 / TILE_WARPS; k++) running[k] = start(args);
    for (u32 begin = 0; begin < args.length; begin += 32) {
        for (u32 row = WARP; row < 32; row += TILE_WARPS) {
            bool within = column < args.columns && begin + row < args.length;
            tile[row * TILE_STRIDE + LANE] =
                within ? loaded(from, terms, scan_place(args, line, begin + row)) : nothing();
        }
        BARRIER();
        for (u32 k = 0; k < 32 / TILE_WARPS; k++) {
            u32 place = LANE * TILE_STRIDE + WARP + k * TILE_WARPS;
            E lanes = lanes_up_to(tile[place], LANE);
            E below = up(lanes, 1);
            Running own = running[k];
            if (args.inclusive != 0) append(own, lanes);
            else if (LANE > 0) append(own, below);
            tile[place] = own.value;
            append(running[k], at(lanes, 31));
        }
        BARRIER();
        for (u32 row = WARP; row < 32; row += TILE_WARPS) {
            if (column < args.columns && begin + row < args.length)
                to[scan_place(args, line, begin + row)] = STORED(result(tile[row * TILE_STRIDE + LANE]));
        }
        BARRIER();
    }
}
