// Everything stands in metal.h, which is precompiled and in front of every kernel.
