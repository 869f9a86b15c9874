package lazuli.core.compile;

import lazuli.core.Tree;
import org.jspecify.annotations.Nullable;

/**
 * How a call is made.
 *
 * @param outputs how many of the program's outputs the function returns
 * @param form of the state afterwards
 * @param after as in {@link CallResults}
 * @param next the same form for the next call; null if its paths are others than before
 * @param survives for each array of the state before whether it is among those afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CompiledCall(
        Executable executable,
        int outputs,
        Tree form,
        int[] after,
        @Nullable StateForm next,
        boolean[] survives) {
    /** Runs a function on placeholders and makes a program of it. */
    static CompiledCall traced(FunctionTracer tracer, Signature signature, Tree before) {
        FunctionTracer.Traced traced = tracer.trace(signature.arguments(), before);
        Trace trace = Trace.of(
                traced.placeholders(), traced.outputs(), Constants.of(traced.placeholders(), traced.outputs()));
        return of(new Executable(trace), traced.results(), signature.state());
    }

    /** The call of a program for a state. */
    static CompiledCall of(Executable executable, CallResults results, StateForm before) {
        int[] after = results.after().stream().mapToInt(Integer::intValue).toArray();
        boolean[] survives = new boolean[before.arrays()];
        for (int number : after) {
            if (number < 0) {
                survives[-1 - number] = true;
            }
        }
        StateForm next = results.paths().equals(before.paths()) ? before.after(after, executable.outputs()) : null;
        return new CompiledCall(executable, results.outputs(), results.form(), after, next, survives);
    }
}
