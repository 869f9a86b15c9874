package lazuli.backend.cpu.vector;

import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Operations on vectors whose lane type is not known to the compiler; operands of one operation have one species. */
@SuppressWarnings("unchecked")
final class Vectors {
    private Vectors() {}

    static <E> Vector<E> apply(VectorOperators.Unary operator, Vector<E> x) {
        return x.lanewise(operator);
    }

    static <E> Vector<E> apply(VectorOperators.Binary operator, Vector<E> x, Vector<?> y) {
        return x.lanewise(operator, (Vector<E>) y);
    }

    static <E> VectorMask<E> compare(VectorOperators.Comparison relation, Vector<E> x, Vector<?> y) {
        return x.compare(relation, (Vector<E>) y);
    }

    static <E> VectorMask<E> isNonzero(Vector<E> x) {
        return x.compare(VectorOperators.NE, x.broadcast(0));
    }

    static <E> VectorMask<E> bothNonzero(Vector<E> x, Vector<?> y) {
        return isNonzero(x).and((VectorMask<E>) isNonzero(y));
    }

    static <E> VectorMask<E> oneNonzero(Vector<E> x, Vector<?> y) {
        return isNonzero(x).or((VectorMask<E>) isNonzero(y));
    }

    /** The second operand's elements where the mask is set. */
    static <E> Vector<E> blend(Vector<E> x, Vector<?> y, VectorMask<?> mask) {
        return x.blend((Vector<E>) y, (VectorMask<E>) mask);
    }

    static <E> Vector<E> rearrange(Vector<E> x, VectorShuffle<?> shuffle) {
        return x.rearrange((VectorShuffle<E>) shuffle);
    }

    /** The element of these bits, of which as many count as it has, in all lanes. */
    @SuppressWarnings("UnnecessaryLongToIntConversion") // the lower half is meant: a long that is no int is refused
    static Vector<?> ofBits(VectorSpecies<?> species, long bits) {
        return (species.elementSize() == Integer.SIZE
                        ? species.withLanes(int.class).broadcast((int) bits)
                        : species.withLanes(long.class).broadcast(bits))
                .reinterpretShape(species, 0);
    }

    static <E> Vector<E> square(Vector<E> x) {
        return x.mul(x);
    }

    static <E> Vector<E> reciprocal(Vector<E> x) {
        return x.broadcast(1).div(x);
    }

    static <E> Vector<E> sign(Vector<E> x) {
        Vector<E> zero = x.broadcast(0);
        return zero.blend(x.broadcast(1), x.compare(VectorOperators.GT, zero))
                .blend(x.broadcast(-1), x.compare(VectorOperators.LT, zero));
    }

    /** The operator where the shift is below the width, {@code beyond} elsewhere. */
    static <E> Vector<E> shift(VectorOperators.Binary operator, Vector<E> x, Vector<?> count, Vector<?> beyond) {
        Vector<E> width = x.broadcast(x.elementSize());
        VectorMask<E> inside = ((Vector<E>) count).compare(VectorOperators.ULT, width);
        return ((Vector<E>) beyond).blend(x.lanewise(operator, (Vector<E>) count), inside);
    }
}
