package lazuli.core.backend;

/** What a CPU backend computes. Calls may come from several threads; each returns when its work is done. */
public non-sealed interface CpuKernels extends Kernels, LinearAlgebraKernels {}
