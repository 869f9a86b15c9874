package lazuli.backend.cpu.kernel;

/** Bytes per element of a loop's result and operands; 0 for an operand that it does not use. */
record OperandSizes(int to, int a, int b, int c) {}
