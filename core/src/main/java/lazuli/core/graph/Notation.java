package lazuli.core.graph;

import lazuli.core.primitive.Compiled;
import lazuli.core.primitive.CustomPrimitive;
import lazuli.core.primitive.CustomTransforms;
import lazuli.core.primitive.Depends;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.PartsPrimitive;
import lazuli.core.primitive.Placeholder;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.ViewPrimitive;
import lazuli.core.primitive.WithDerivative;
import lazuli.core.primitive.elementwise.Binary;
import lazuli.core.primitive.elementwise.Convert;
import lazuli.core.primitive.elementwise.Full;
import lazuli.core.primitive.elementwise.Select;
import lazuli.core.primitive.elementwise.Unary;

/** How primitives are written for readers. */
public final class Notation {
    private Notation() {}

    /** The operation's name, and in brackets what is fixed about it: {@code reduce[reduction=SUM, axes=[0]]}. */
    public static String of(Primitive primitive) {
        return switch (primitive) {
            case Unary _, Binary _, Compiled _, CustomPrimitive _, CustomTransforms _ -> primitive.text();
            case Full full -> "full[" + number(full) + "]";
            case Convert _,
                    Select _,
                    ViewPrimitive _,
                    PartsPrimitive _,
                    KernelPrimitive _,
                    Depends _,
                    Placeholder _,
                    WithDerivative _ -> {
                String record = primitive.toString();
                boolean isAllThere = record.endsWith("[]");
                yield isAllThere ? primitive.text() : primitive.text() + record.substring(record.indexOf('['));
            }
        };
    }

    /** The number that is everywhere. */
    public static String number(Full full) {
        long bits = full.bits();
        return switch (full.dtype()) {
            case BOOL -> bits == 0 ? "false" : "true";
            case UINT8, UINT16, UINT32, UINT64 -> Long.toUnsignedString(bits);
            case INT8, INT16, INT32, INT64 -> Long.toString(bits);
            case FLOAT16 -> Float.toString(Float.float16ToFloat((short) bits));
            case BFLOAT16 -> Float.toString(Float.intBitsToFloat((int) bits << Short.SIZE));
            case FLOAT32 -> Float.toString(Float.intBitsToFloat((int) bits));
            case FLOAT64 -> Double.toString(Double.longBitsToDouble(bits));
            case COMPLEX64 ->
                "%s + %si".formatted(Float.intBitsToFloat((int) bits), Float.intBitsToFloat((int)
                        (bits >>> Integer.SIZE)));
        };
    }
}
