package lazuli.backend.cpu;

import java.util.function.Consumer;
import java.util.function.Function;

/** Lends a family's kernels for a piece of work, in the form that is best by now. */
@FunctionalInterface
interface KernelSource<K> {
    void use(Consumer<? super K> work);

    /** The same made part of something else for each piece of work. */
    default <L> KernelSource<L> map(Function<? super K, ? extends L> mapping) {
        return work -> use(kernels -> work.accept(mapping.apply(kernels)));
    }
}
