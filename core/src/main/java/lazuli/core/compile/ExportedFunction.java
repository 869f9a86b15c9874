package lazuli.core.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.FnWithKeywords;

/**
 * What a file of an exported function holds.
 *
 * @param metadata any text
 * @param shapeless whether arguments may have other lengths
 */
public record ExportedFunction(String metadata, boolean shapeless, List<Signature> signatures) {
    /** With an unmodifiable copy of the list. */
    public ExportedFunction {
        signatures = List.copyOf(signatures);
    }

    /**
     * One way to call the function.
     *
     * @param keywords the names of the last arguments, in alphabetical order
     * @param others for arguments of other lengths
     */
    public record Signature(List<String> keywords, FunctionGraph graph, List<ShapelessGraph> others) {
        /** With unmodifiable copies of the lists. */
        public Signature {
            keywords = List.copyOf(keywords);
            others = List.copyOf(others);
        }

        /** With graphs for other lengths. */
        public Signature with(List<ShapelessGraph> graphs) {
            return new Signature(keywords, graph, graphs);
        }
    }

    /**
     * Arguments in the order of a graph: those with names last, in alphabetical order of these.
     *
     * @param keywords in any order
     */
    public record Arguments(List<Array> positional, SortedMap<String, Array> keywords) {
        /** Of a call. */
        public static Arguments of(List<Array> positional, Map<String, Array> keywords) {
            return new Arguments(positional, new TreeMap<>(keywords));
        }

        /** All of them. */
        public List<Array> all() {
            List<Array> all = new ArrayList<>(positional);
            all.addAll(keywords.values());
            return all;
        }

        /** Their names. */
        public List<String> names() {
            return List.copyOf(keywords.keySet());
        }

        /** A function of such arguments over one list. */
        public FnN overLists(FnWithKeywords function) {
            List<String> names = names();
            int count = positional.size();
            return inputs -> {
                Map<String, Array> named = new TreeMap<>();
                for (int i = 0; i < names.size(); i++) {
                    named.put(names.get(i), inputs.get(count + i));
                }
                return function.apply(inputs.subList(0, count), named);
            };
        }
    }
}
