package lazuli.backend.cpu.kernel;

import lazuli.backend.cpu.loop.ByteBinaryLoop;
import lazuli.backend.cpu.loop.DoubleBinaryLoop;
import lazuli.backend.cpu.loop.DoubleComparisonLoop;
import lazuli.backend.cpu.loop.DoubleUnaryLoop;
import lazuli.backend.cpu.loop.FloatBinaryLoop;
import lazuli.backend.cpu.loop.FloatComparisonLoop;
import lazuli.backend.cpu.loop.FloatUnaryLoop;
import lazuli.backend.cpu.loop.IntBinaryLoop;
import lazuli.backend.cpu.loop.IntComparisonLoop;
import lazuli.backend.cpu.loop.IntUnaryLoop;
import lazuli.backend.cpu.loop.LongBinaryLoop;
import lazuli.backend.cpu.loop.LongComparisonLoop;
import lazuli.backend.cpu.loop.LongUnaryLoop;
import lazuli.backend.cpu.loop.Loop;
import org.jspecify.annotations.Nullable;

/**
 * All that the CPU knows about a function on a lane.
 *
 * @param cost of an element, in tenths of a nanosecond, to an order of magnitude: it decides how work is shared out
 * @param scalar the loop over single elements
 * @param weight how many operations on vectors the vector form takes, as far as the JIT's limit for one loop is concerned; 0 if there is
 *     no form, or one that is not computed vector by vector. Known without loading the Vector API, whose first use takes long
 * @param vector makes the loop over vectors, which gives the same bits; null if there is none
 * @param isExact whether results in a lane wider than the dtype are numbers of the dtype without being rounded or wrapped
 */
record Row(int cost, Loop scalar, int weight, @Nullable VectorForm vector, boolean isExact) {
    /** Makes a loop over vectors; only called where the module {@code jdk.incubator.vector} is present. */
    @FunctionalInterface
    interface VectorForm {
        /** The loop, which leaves what remains after whole vectors to {@code rest}. */
        Loop before(Loop rest);
    }

    /** A row without a vector form. */
    static Row of(int cost, Loop scalar) {
        return new Row(cost, scalar, 0, null, false);
    }

    /** This row with a vector form that other loops can use. */
    Row vector(int newWeight, VectorForm form) {
        return new Row(cost, scalar, newWeight, form, isExact);
    }

    /** This row with a vector form that only runs as a loop of its own. */
    Row vectorAlone(VectorForm form) {
        return vector(0, form);
    }

    /** This row, whose results need no rounding. */
    Row exact() {
        return new Row(cost, scalar, weight, vector, true);
    }

    static Row bools(int cost, ByteBinaryLoop.Operation operation) {
        return of(cost, ByteBinaryLoop.of(operation));
    }

    static Row ints(int cost, IntUnaryLoop.Operation operation) {
        return of(cost, IntUnaryLoop.of(operation));
    }

    static Row ints(int cost, IntBinaryLoop.Operation operation) {
        return of(cost, IntBinaryLoop.of(operation));
    }

    static Row intRelation(int cost, IntComparisonLoop.Operation relation) {
        return of(cost, IntComparisonLoop.of(relation));
    }

    static Row longs(int cost, LongUnaryLoop.Operation operation) {
        return of(cost, LongUnaryLoop.of(operation));
    }

    static Row longs(int cost, LongBinaryLoop.Operation operation) {
        return of(cost, LongBinaryLoop.of(operation));
    }

    static Row longRelation(int cost, LongComparisonLoop.Operation relation) {
        return of(cost, LongComparisonLoop.of(relation));
    }

    static Row floats(int cost, FloatUnaryLoop.Operation operation) {
        return of(cost, FloatUnaryLoop.of(operation));
    }

    static Row floats(int cost, FloatBinaryLoop.Operation operation) {
        return of(cost, FloatBinaryLoop.of(operation));
    }

    static Row floatRelation(int cost, FloatComparisonLoop.Operation relation) {
        return of(cost, FloatComparisonLoop.of(relation));
    }

    static Row doubles(int cost, DoubleUnaryLoop.Operation operation) {
        return of(cost, DoubleUnaryLoop.of(operation));
    }

    static Row doubles(int cost, DoubleBinaryLoop.Operation operation) {
        return of(cost, DoubleBinaryLoop.of(operation));
    }

    static Row doubleRelation(int cost, DoubleComparisonLoop.Operation relation) {
        return of(cost, DoubleComparisonLoop.of(relation));
    }
}
