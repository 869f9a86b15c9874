package lazuli.core.architecture.tangled.above;

/** Permits what it does not use. */
public sealed interface Sealed permits Above {}
