// Sums and maxima over what works on a row: a warp, or a group whose warps meet in memory that they share.

// The largest of a warp's numbers, NaN if there is one.
FN float warp_nan_max(float x) {
    for (u32 mask = 16; mask > 0; mask /= 2) x = k_nan_max(x, warp_xor(x, mask));
    return x;
}

// Of all threads of a group, for each of them; `parts` has 32 places, and may be used again at once.
FN float group_sum(float x, GRPMEM float* parts, u32 thread_index, u32 threads) {
    x = warp_sum(x);
    if ((thread_index & 31u) == 0) parts[thread_index >> 5] = x;
    BARRIER();
    x = warp_sum((thread_index & 31u) < (threads + 31u) >> 5 ? parts[thread_index & 31u] : 0.0f);
    BARRIER();
    return x;
}

FN float group_nan_max(float x, GRPMEM float* parts, u32 thread_index, u32 threads) {
    x = warp_nan_max(x);
    if ((thread_index & 31u) == 0) parts[thread_index >> 5] = x;
    BARRIER();
    x = warp_nan_max((thread_index & 31u) < (threads + 31u) >> 5 ? parts[thread_index & 31u] : -K_INF);
    BARRIER();
    return x;
}

// A row has a team: a warp if TEAM_OF_WARP is 1, else a group. PER is how many elements a thread holds in registers, 0 if the row is read each time.
#if TEAM_OF_WARP
#define TEAM (GRP(x) * WARPS + WARP)
#define TEAMS (NGRP(x) * WARPS)
#define MEMBER LANE
#define MEMBERS 32u
#define TEAM_SUM(value) warp_sum(value)
#define TEAM_MAX(value) warp_nan_max(value)
#define TEAM_MEMORY
#else
#define TEAM GRP(x)
#define TEAMS NGRP(x)
#define MEMBER LID(x)
#define MEMBERS DIM(x)
#define TEAM_SUM(value) group_sum(value, parts, LID(x), DIM(x))
#define TEAM_MAX(value) group_nan_max(value, parts, LID(x), DIM(x))
#define TEAM_MEMORY GROUP(float, parts, [32])
#endif

// Goes through a thread's elements i of a row, of which k counts.
#if PER
#define EACH(k, i, length) for (u32 k = 0, i = MEMBER; k < PER && i < (length); k++, i += MEMBERS)
#else
#define EACH(k, i, length) for (u32 k = 0, i = MEMBER; i < (length); k++, i += MEMBERS)
#endif
