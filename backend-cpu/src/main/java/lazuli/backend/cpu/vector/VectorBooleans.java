package lazuli.backend.cpu.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import lazuli.backend.cpu.loop.Loop;

/** Vector loops of bools, bytes of 0 and 1. Each takes the scalar loop of the same function for what remains after whole vectors. */
public final class VectorBooleans {
    private interface Operation {
        ByteVector apply(ByteVector x, ByteVector y);
    }

    private VectorBooleans() {}

    public static Loop not(Loop rest) {
        return loop((x, same) -> not(x), rest);
    }

    public static Loop or(Loop rest) {
        return loop((x, y) -> x.or(y), rest);
    }

    public static Loop and(Loop rest) {
        return loop((x, y) -> x.and(y), rest);
    }

    public static Loop equal(Loop rest) {
        return loop((x, y) -> not(xor(x, y)), rest);
    }

    public static Loop notEqual(Loop rest) {
        return loop((x, y) -> xor(x, y), rest);
    }

    public static Loop less(Loop rest) {
        return loop((x, y) -> not(x).and(y), rest);
    }

    public static Loop lessEqual(Loop rest) {
        return loop((x, y) -> not(x).or(y), rest);
    }

    public static Loop greater(Loop rest) {
        return loop((x, y) -> x.and(not(y)), rest);
    }

    public static Loop greaterEqual(Loop rest) {
        return loop((x, y) -> x.or(not(y)), rest);
    }

    private static Loop loop(Operation operation, Loop rest) {
        return VectorBinaryLoop.of(
                ByteVector.SPECIES_PREFERRED, (x, y) -> operation.apply((ByteVector) x, (ByteVector) y), rest);
    }

    private static ByteVector not(ByteVector x) {
        return x.lanewise(VectorOperators.XOR, (byte) 1);
    }

    private static ByteVector xor(ByteVector x, ByteVector y) {
        return x.lanewise(VectorOperators.XOR, y);
    }
}
