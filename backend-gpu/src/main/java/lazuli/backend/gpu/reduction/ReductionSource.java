package lazuli.backend.gpu.reduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lazuli.backend.gpu.elementwise.Access;
import lazuli.backend.gpu.elementwise.Conversions;
import lazuli.backend.gpu.elementwise.ProgramText;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;

/**
 * Writes the kernel of a reduction, with the program that makes its elements where they are loaded. Its slots are the inputs and the result; its arguments
 * are the numbers of results, elements, parts, elements of a part and columns, the width of tiles, the accesses and the constants.
 *
 * @param source the text
 * @param kernel its name there
 */
record ReductionSource(KernelSource source, String kernel) {
    /**
     * What the text depends on.
     *
     * @param program without constants' values; its output is what is reduced
     * @param ofParts whether the elements are what a first pass accumulated
     * @param toParts whether what was accumulated is stored, for a second pass
     * @param kept how to come from a result to its first element
     * @param reduced how to come from there to its others
     */
    record Key(
            ElementwiseProgram program,
            Combination combination,
            Tree tree,
            boolean ofParts,
            boolean toParts,
            Access kept,
            Access reduced) {}

    static ReductionSource of(Key key) {
        return new Writer(key).write();
    }

    private static final class Writer {
        private final Key key;
        private final ProgramText body;
        private final String index;
        private final StringBuilder text = new StringBuilder();

        Writer(Key key) {
            this.key = key;
            this.body = new ProgramText(key.program(), "s");
            this.index = key.kept().index();
        }

        ReductionSource write() {
            int inputs = key.program().inputs().size();
            text.append(body.includes());
            text.append("struct Kept {\n").append(members(key.kept(), inputs)).append("};\n");
            text.append("struct Reduced {\n")
                    .append(members(key.reduced(), inputs))
                    .append("};\n");
            text.append("struct Arguments {\n");
            for (String member : List.of("results", "length", "parts", "part", "columns", "width")) {
                text.append("    %s %s;\n".formatted(index, member));
            }
            text.append("    Kept kept;\n    Reduced reduced;\n")
                    .append(body.members())
                    .append("};\n");
            text.append(key.combination().declaration());
            String name =
                    "%s_of_%s".formatted(key.combination().reduction().name().toLowerCase(Locale.ROOT), body.name());
            text.append("KERNEL(%s, %s) {\n".formatted(name, parameters()));
            switch (key.tree()) {
                case THREAD -> thread();
                case WARP -> warp();
                case GROUP -> group();
                case TILE -> tile();
            }
            text.append("}\n");
            return new ReductionSource(KernelSource.written(name, text.toString()), name);
        }

        /** A structure must have a member. */
        private static String members(Access access, int inputs) {
            String members = access.members(inputs);
            return members.isEmpty() ? "    %s none;\n".formatted(access.index()) : members;
        }

        private String parameters() {
            List<String> parameters = new ArrayList<>();
            for (DType input : key.program().inputs()) {
                int slot = parameters.size();
                parameters.add("IN(%s, x%d, %d)".formatted(DialectTypes.stored(input), slot, slot));
            }
            Combination combination = key.combination();
            String result = key.toParts()
                    ? DialectTypes.stored(combination.accumulator())
                    : DialectTypes.stored(combination.dtype());
            parameters.add("OUT(%s, y, %d)".formatted(result, parameters.size()));
            parameters.add("VAL(Arguments, s, %d)".formatted(parameters.size()));
            return String.join(", ", parameters);
        }

        private void line(String line) {
            text.append("    ").append(line).append('\n');
        }

        /** Combines elements {@code first}, {@code first + step}, ... below {@code end} of result {@code o} in {@code sum}. */
        private void accumulate() {
            int inputs = key.program().inputs().size();
            text.append(key.kept().offsets("s.kept", "o", "k", inputs, "    "));
            line("%s sum;".formatted(key.combination().type()));
            line("for (%s r = first; r < end; r += step) {".formatted(index));
            String indent = " ".repeat(8);
            text.append(key.reduced().offsets("s.reduced", "r", "j", inputs, indent));
            for (int i = 0; i < inputs; i++) {
                String type = DialectTypes.stored(key.program().inputs().get(i));
                text.append("%s%s v%d = x%d[%s(k%d) + %s(j%d)];\n"
                        .formatted(
                                indent,
                                type,
                                i,
                                i,
                                key.kept().offset(),
                                i,
                                key.kept().offset(),
                                i));
            }
            body.write(text, indent);
            text.append("%s%s e = %s;\n".formatted(indent, key.combination().type(), element()));
            line("    if (r == first) sum = e;");
            line("    else sum = combine(sum, e);");
            line("}");
        }

        private String element() {
            int output = key.program().outputs().getFirst();
            DType dtype = key.combination().dtype();
            String value = "v" + output;
            return key.ofParts()
                    ? value
                    : Conversions.computed(Conversions.of(value, key.program().dtype(output), dtype), dtype);
        }

        private String result(String accumulated) {
            return key.toParts()
                    ? accumulated
                    : Conversions.stored(accumulated, key.combination().dtype());
        }

        private void thread() {
            line("%s o = %s(GRP(x)) * DIM(x) + LID(x);".formatted(index, index));
            line("if (o >= s.results) return;");
            line("%s first = 0, end = s.length, step = 1;".formatted(index));
            accumulate();
            line("y[o] = " + result("sum") + ";");
        }

        private void warp() {
            line("%s o = %s(GRP(x)) * WARPS + WARP;".formatted(index, index));
            line("bool there = o < s.results;");
            line("o = there ? o : 0;");
            line("%s first = LANE, end = there ? s.length : 0, step = 32;".formatted(index));
            accumulate();
            line("u32 active = s.length < 32 ? u32(s.length) : 32u;");
            lanes(16, "active");
            line("if (there && LANE == 0) y[o] = " + result("sum") + ";");
        }

        /** Combines the first lanes of a warp in the first one. */
        private void lanes(int half, String active) {
            line("for (u32 d = %du; d > 0; d >>= 1) {".formatted(half));
            line("    %s other = warp_down(sum, d);".formatted(key.combination().type()));
            line("    if (LANE + d < %s) sum = combine(sum, other);".formatted(active));
            line("}");
        }

        /** Which elements a part of a result has. */
        private void part() {
            line("%s begin = p * s.part;".formatted(index));
            line("%s end = begin + s.part < s.length ? begin + s.part : s.length;".formatted(index));
        }

        private void group() {
            line("GROUP(%s, sums, [%d]);".formatted(key.combination().type(), Tree.THREADS / 32));
            line("%s o = %s(GRP(x)) / s.parts, p = %s(GRP(x)) - o * s.parts;".formatted(index, index, index));
            part();
            line("%s first = begin + LID(x), step = DIM(x);".formatted(index));
            accumulate();
            line("u32 active = end - begin < DIM(x) ? u32(end - begin) : DIM(x);");
            line("u32 mine = active > WARP * 32u ? active - WARP * 32u : 0u;");
            lanes(16, "mine");
            line("if (LANE == 0 && mine > 0) sums[WARP] = sum;");
            line("BARRIER();");
            line("u32 warps = (active + 31u) / 32u;");
            line("sum = sums[LANE < warps ? LANE : 0u];");
            lanes(Tree.THREADS / 64, "warps");
            line("if (LID(x) == 0) y[GRP(x)] = " + result("sum") + ";");
        }

        private void tile() {
            line("GROUP(%s, sums, [%d]);".formatted(key.combination().type(), Tree.THREADS));
            line("%s tiles = (s.columns + s.width - 1) / s.width, g = GRP(x);".formatted(index));
            line("%s p = g %% s.parts;".formatted(index));
            line("g /= s.parts;");
            line("%s outer = g / tiles, column = (g - outer * tiles) * s.width + LID(x) %% u32(s.width);"
                    .formatted(index));
            line("bool there = column < s.columns;");
            line("%s o = outer * s.columns + (there ? column : 0);".formatted(index));
            part();
            line("u32 width = u32(s.width), height = DIM(x) / width, row = LID(x) / width;");
            line("%s first = begin + row, step = height;".formatted(index));
            line("u32 active = end - begin < height ? u32(end - begin) : height;");
            accumulate();
            line("if (row < active) sums[LID(x)] = sum;");
            line("BARRIER();");
            line("for (u32 d = height / 2u; d > 0; d >>= 1) {");
            line("    if (row < d && row + d < active) {");
            line("        sum = combine(sum, sums[LID(x) + d * width]);");
            line("        sums[LID(x)] = sum;");
            line("    }");
            line("    BARRIER();");
            line("}");
            line("if (there && row == 0) y[(outer * s.parts + p) * s.columns + column] = " + result("sum") + ";");
        }
    }
}
