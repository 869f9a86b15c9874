package lazuli.core.primitive;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.transform.ForwardMode;
import lazuli.core.transform.ReverseMode;
import lazuli.core.transform.Vectorization;
import org.jspecify.annotations.Nullable;

/** Derivatives and batching of a primitive by way of the same function made of other operations. */
final class Composition {
    private Composition() {}

    static List<@Nullable Array> vjp(Backward at, FnN function) {
        List<Array> cotangents = new ArrayList<>();
        for (int i = 0; i < at.outputs(); i++) {
            cotangents.add(at.cotangent(i));
        }
        List<Array> all = ReverseMode.vjp(function, at.primals(), cotangents).gradients();
        List<@Nullable Array> wanted = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            wanted.add(at.isWanted(i) ? all.get(i) : null);
        }
        return wanted;
    }

    static List<@Nullable Array> jvp(Forward at, FnN function) {
        List<Array> tangents = new ArrayList<>();
        for (int i = 0; i < at.primals().size(); i++) {
            tangents.add(at.tangent(i));
        }
        return List.copyOf(ForwardMode.jvp(function, at.primals(), tangents).tangents());
    }

    static Batched vmap(Batching at, FnN function) {
        return Batched.front(Vectorization.vmap(function, at.inputs(), at.axes(), at.size()));
    }
}
