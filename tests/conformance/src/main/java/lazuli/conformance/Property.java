package lazuli.conformance;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Index;
import lazuli.core.Mx;

/** What must hold of every differentiable function, under each transform and each pair of them. */
enum Property {
    VJP(Derivatives::vjpMatchesCentralDifferences),
    VJP_OF_A_VIEW(Property::vjpOfViewMatchesCopy),
    JVP(Derivatives::jvpMatchesVjp),
    VMAP(Property::vmapMatchesLoop),
    VJP_OF_VJP(Derivatives::vjpOfVjpMatchesCentralDifferences),
    VJP_OF_JVP(Derivatives::vjpOfJvpMatchesCentralDifferences),
    JVP_OF_VJP(Derivatives::jvpOfVjpMatchesCentralDifferences),
    VMAP_OF_VJP(Property::vmapOfVjpMatchesLoop),
    VJP_OF_VMAP(Property::vjpOfVmapMatchesLoop),
    COMPILE(CompiledForms::value),
    COMPILE_OF_VJP(CompiledForms::vjp),
    COMPILE_OF_JVP(CompiledForms::jvp),
    COMPILE_OF_VMAP(CompiledForms::vmap),
    COMPILE_OF_VJP_OF_VJP(CompiledForms::vjpOfVjp),
    COMPILE_OF_JVP_OF_VJP(CompiledForms::jvpOfVjp),
    COMPILE_OF_VMAP_OF_VJP(CompiledForms::vmapOfVjp),
    COMPILE_OF_VJP_OF_VMAP(CompiledForms::vjpOfVmap);

    private static final long SEED = 40;

    private final Consumer<Case> check;

    Property(Consumer<Case> check) {
        this.check = check;
    }

    /** Fails if it does not hold. */
    void check(Case function) {
        check.accept(function);
    }

    private static void vmapMatchesLoop(Case function) {
        Batch.every(function.shapes().size(), function::inputs)
                .forEach(batch -> batch.assertSame(batch.loop(function.function()), batch.vmap(function.function())));
    }

    private static void vmapOfVjpMatchesLoop(Case function) {
        FnN gradients = x -> Derivatives.gradients(function.weighted(SEED), x);
        Batch.every(function.shapes().size(), function::inputs)
                .forEach(batch -> batch.assertSame(batch.loop(gradients), batch.vmap(gradients)));
    }

    private static void vjpOfVmapMatchesLoop(Case function) {
        Batch.every(function.shapes().size(), function::inputs).forEach(batch -> {
            FnN loop = Case.weighted(batch.loop(function.function()), SEED);
            FnN vmap = Case.weighted(batch.vmap(function.function()), SEED);
            batch.assertSame(x -> Derivatives.gradients(loop, x), x -> Derivatives.gradients(vmap, x));
        });
    }

    private static void vjpOfViewMatchesCopy(Case function) {
        List<Array> copies = function.inputs(SEED);
        List<Array> views = copies.stream().map(Property::view).toList();
        FnN loss = function.weighted(SEED);
        Batch.assertSame(function.function().apply(copies), function.function().apply(views), "values");
        Batch.assertSame(Derivatives.gradients(loss, copies), Derivatives.gradients(loss, views), "gradients");
    }

    /** The same numbers with gaps between them, in the opposite order of axes and from the end. */
    private static Array view(Array x) {
        Array opposite = Mx.flip(x.T());
        Array gaps = Mx.stack(List.of(opposite, Mx.zerosLike(opposite)), -1);
        Mx.eval(gaps);
        return Mx.flip(gaps.at(Index.ELLIPSIS, Index.of(0))).T();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
