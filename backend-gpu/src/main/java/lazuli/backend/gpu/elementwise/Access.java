package lazuli.backend.gpu.elementwise;

import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.JoinedAxes;
import lazuli.core.backend.DeviceException;

/**
 * How a kernel comes from an index to its operands' elements; the texts differ by it.
 *
 * @param axes how many there are; 0 if all operands lie side by side in the order of the indices
 * @param wide whether indices and offsets take 64 bits
 */
public record Access(int axes, boolean wide) {
    /** Up to here the axes stand in the text; of more, there is a loop over them. */
    private static final int MOST_UNROLLED = 3;

    /** The most axes that arguments have place for, operands of a launch being at most 30. */
    public static final int MOST_AXES = 12;

    private static final int LOOP = MOST_AXES;

    /** The access to operands over joined axes. */
    public static Access of(JoinedAxes space) {
        return of(space, !space.isNarrow());
    }

    private static Access of(JoinedAxes space, boolean wide) {
        int rank = space.rank();
        return space.isContiguous()
                ? new Access(0, wide)
                : rank <= MOST_UNROLLED ? new Access(rank, wide) : anyRank(space, wide);
    }

    /** One with strides along a single axis if there is not more, else one for any number of axes: texts differ as little as possible. */
    public static Access lineOrAny(JoinedAxes space, boolean wide) {
        return space.rank() <= 1 ? new Access(1, wide) : anyRank(space, wide);
    }

    /**
     * One for any number of axes.
     *
     * @throws DeviceException if there are more than arguments have place for
     */
    public static Access anyRank(JoinedAxes space, boolean wide) {
        if (space.rank() > MOST_AXES) {
            throw new DeviceException("[gpu] a kernel over %d axes that do not join; at most %d are possible"
                    .formatted(space.rank(), MOST_AXES));
        }
        return new Access(LOOP, wide);
    }

    /** The type of indices. */
    public String index() {
        return wide ? "u64" : "u32";
    }

    /** The type of offsets. */
    public String offset() {
        return wide ? "i64" : "i32";
    }

    /** Members of the arguments' structure; {@code operands} are those with strides. */
    public String members(int operands) {
        StringBuilder text = new StringBuilder();
        if (axes == LOOP) {
            text.append("    %s axes;\n    %s lengths[%d];\n".formatted(index(), index(), MOST_AXES));
        } else {
            for (int axis = 1; axis < axes; axis++) {
                text.append("    %s n%d;\n".formatted(index(), axis));
            }
        }
        if (axes > 0 && operands > 0) {
            text.append("    %s strides[%d][%d];\n".formatted(offset(), operands, axes));
        }
        return text.toString();
    }

    /** Appends the values of {@link #members}. */
    public void append(JoinedAxes space, Launch launch) {
        int rank = space.rank();
        if (axes == LOOP) {
            append(launch, rank);
            for (int axis = 0; axis < MOST_AXES; axis++) {
                append(launch, axis < rank ? space.lengths()[axis] : 1);
            }
        } else {
            for (int axis = 1; axis < axes; axis++) {
                append(launch, space.lengths()[axis]);
            }
        }
        if (axes > 0) {
            for (long[] steps : space.strides()) {
                for (int axis = 0; axis < axes; axis++) {
                    append(launch, axis < rank ? steps[axis] : 0);
                }
            }
        }
    }

    /** Appends an index or an offset. */
    public void append(Launch launch, long value) {
        if (wide) {
            launch.i64(value);
        } else {
            launch.i32(value);
        }
    }

    /**
     * Statements that declare the operands' offsets for an index.
     *
     * @param index a variable, which the statements leave as it is
     * @param prefix of the offsets' names, which a number follows
     */
    public String offsets(String arguments, String index, String prefix, int operands, String indent) {
        StringBuilder text = new StringBuilder();
        if (axes == 0) {
            for (int i = 0; i < operands; i++) {
                text.append("%s%s %s%d = %s;\n".formatted(indent, index(), prefix, i, index));
            }
        } else if (axes == LOOP) {
            loop(text, arguments, index, prefix, operands, indent);
        } else {
            unrolled(text, arguments, index, prefix, operands, indent);
        }
        return text.toString();
    }

    private void loop(StringBuilder text, String arguments, String index, String prefix, int operands, String indent) {
        String rest = prefix + "_rest";
        text.append("%s%s %s = %s;\n".formatted(indent, index(), rest, index));
        for (int i = 0; i < operands; i++) {
            text.append("%s%s %s%d = 0;\n".formatted(indent, offset(), prefix, i));
        }
        text.append("%sfor (%s d = %s.axes; d > 0; d--) {\n".formatted(indent, index(), arguments));
        text.append("%s    %s outer = %s / %s.lengths[d - 1];\n".formatted(indent, index(), rest, arguments));
        text.append("%s    %s at = %s(%s - outer * %s.lengths[d - 1]);\n"
                .formatted(indent, offset(), offset(), rest, arguments));
        text.append("%s    %s = outer;\n".formatted(indent, rest));
        for (int i = 0; i < operands; i++) {
            text.append("%s    %s%d += at * %s.strides[%d][d - 1];\n".formatted(indent, prefix, i, arguments, i));
        }
        text.append(indent).append("}\n");
    }

    private void unrolled(
            StringBuilder text, String arguments, String index, String prefix, int operands, String indent) {
        String rest = index;
        for (int axis = axes - 1; axis > 0; axis--) {
            String outer = "%s_q%d".formatted(prefix, axis - 1);
            text.append("%s%s %s = %s / %s.n%d;\n".formatted(indent, index(), outer, rest, arguments, axis));
            text.append("%s%s %s_a%d = %s(%s - %s * %s.n%d);\n"
                    .formatted(indent, offset(), prefix, axis, offset(), rest, outer, arguments, axis));
            rest = outer;
        }
        text.append("%s%s %s_a0 = %s(%s);\n".formatted(indent, offset(), prefix, offset(), rest));
        for (int i = 0; i < operands; i++) {
            text.append("%s%s %s%d = ".formatted(indent, offset(), prefix, i));
            for (int axis = 0; axis < axes; axis++) {
                text.append(axis == 0 ? "" : " + ")
                        .append("%s_a%d * %s.strides[%d][%d]".formatted(prefix, axis, arguments, i, axis));
            }
            text.append(";\n");
        }
    }
}
