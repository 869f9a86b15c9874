package lazuli.core.backend;

import java.util.Map;

/** What a CPU backend computes. Calls may come from several threads; each returns when its work is done. */
public non-sealed interface CpuKernels extends Kernels, LinearAlgebraKernels {
    /** What there is to know of them beyond {@link #description}, by name, to be shown to people: {@code threads}, libraries and where they are. */
    default Map<String, String> facts() {
        return Map.of();
    }
}
