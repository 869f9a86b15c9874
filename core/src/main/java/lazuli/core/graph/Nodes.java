package lazuli.core.graph;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.primitive.Primitive;
import org.jspecify.annotations.Nullable;

/** From arrays to the nodes of the graph and back: what the engine and its backends need, and programs do not. */
public final class Nodes {
    private static final Array[] NONE = {};
    private static final Access ACCESS = Access.given();

    private Nodes() {}

    /** What arrays let this class do; they give it when their class is initialized. */
    public interface Access {
        /** One output of a node. */
        Array output(Node node, int index);

        /** The node that computes an array. */
        Node node(Array array);

        /** Which of its node's outputs an array is. */
        int index(Array array);

        /** Tells a trace that keeps lengths open of a new node. */
        void nodeIsMade();

        /** Its type, where reading it tells nothing of lengths that a trace keeps open. */
        ArrayType type(Array array);

        /** To be called by the class of arrays, once. */
        static void give(Access access) {
            if (Given.access != null) {
                throw new IllegalStateException("[array] access was given before");
            }
            Given.access = access;
        }

        private static Access given() {
            try {
                MethodHandles.lookup().ensureInitialized(Array.class);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
            Access given = Given.access;
            if (given == null) {
                throw new IllegalStateException("[array] used while its class is initialized");
            }
            return given;
        }
    }

    /** Apart from {@link Nodes}, whose initialization needs it. */
    private static final class Given {
        private static volatile @Nullable Access access;
    }

    /** The only output of a primitive applied to inputs. */
    public static Array of(Primitive primitive, Array... inputs) {
        return output(node(primitive, inputs), 0);
    }

    /** All outputs of a primitive applied to inputs. */
    public static List<Array> all(Primitive primitive, List<Array> inputs) {
        return outputs(node(primitive, inputs.toArray(NONE)));
    }

    private static Node node(Primitive primitive, Array[] inputs) {
        ACCESS.nodeIsMade();
        List<ArrayType> types = new ArrayList<>(inputs.length);
        for (Array input : inputs) {
            types.add(ACCESS.type(Required.argument("array", "an input", input)));
        }
        List<ArrayType> outputs = primitive.outputsOf(types);
        return new Node(primitive, Placement.of(primitive, types, outputs), outputs, inputs);
    }

    /** All outputs of a node that has just been made. */
    public static List<Array> outputs(Node node) {
        List<Array> outputs = new ArrayList<>(node.types().size());
        for (int i = 0; i < node.types().size(); i++) {
            outputs.add(output(node, i));
        }
        return outputs;
    }

    /** One output of a node. */
    public static Array output(Node node, int index) {
        return ACCESS.output(node, index);
    }

    /** Data that is in memory already. */
    public static Array ofData(Node data) {
        return output(data, 0);
    }

    /** The node that computes an array. */
    public static Node of(Array array) {
        return ACCESS.node(array);
    }

    /** Which of its node's outputs an array is. */
    public static int index(Array array) {
        return ACCESS.index(array);
    }
}
